import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { CarriedConfig } from '../../server/src/channels/carried.ts'
import { startMailServer, type MailServer } from '../../server/src/sandbox/mail/server.ts'
import { createDesk, type FakeDesk } from '../support/mail/desk.ts'
import { emailAt, mail, mailbox, outgoing } from '../support/mail/mailbox.ts'
import { startTokenServer, type TokenServer } from '../support/mail/tokens.ts'
import { settingsIn } from '../support/mail/world.ts'

const address = 'support@hub.test'

describe('a mailbox that is signed in to by OAuth2', () => {
  let server: MailServer
  let tokens: TokenServer
  let desk: FakeDesk
  let channel: CarriedConfig
  let now: Date
  beforeAll(async () => {
    const mailboxes = [{ address, password: 'unknown to the hub', accessToken: 'good' }]
    server = await startMailServer({ mailboxes, openDomains: ['customer.test'] })
  })
  afterAll(() => server.stop())
  beforeEach(async () => {
    tokens = await startTokenServer()
    tokens.answer(200, { access_token: 'good', expires_in: 3600 })
    desk = createDesk()
    now = new Date('2026-11-25T12:00:00Z')
    const signIn = { kind: 'oauth2' as const, provider: 'custom' as const, tokenUrl: tokens.url, scope: 'mail' }
    const settings = { ...settingsIn(address, server.imapPort, server.smtpPort), signIn }
    channel = mailbox(settings, { clientId: 'hub', clientSecret: 'key', refreshToken: 'lasting' })
  })
  afterEach(() => tokens.stop())
  const email = (options = {}) => emailAt(desk, { now: () => now, ...options })

  it('fetches and sends with the token, and says until when it is good', async () => {
    const mails = email()
    expect(mails.tokenState(channel)).toBeNull()
    const checks = await mails.check(channel)
    expect(checks.every(({ ok }) => ok)).toBe(true)
    expect(checks.find(({ step }) => step === 'login')?.detail).toContain('good until 2026-11-25T13:00:00.000Z')
    await mails.send(channel, outgoing(['a@customer.test']))
    const form = {
      grant_type: 'refresh_token',
      client_id: 'hub',
      client_secret: 'key',
      refresh_token: 'lasting',
      scope: 'mail',
    }
    expect(tokens.asked).toEqual([form])
    expect(mails.tokenState(channel)).toEqual({
      accessUntil: new Date('2026-11-25T13:00:00Z'),
      renewableUntil: null,
      error: null,
    })
  })

  it('renews the token before it ends, once for all who need it', async () => {
    const mails = email()
    await mails.check(channel)
    now = new Date('2026-11-25T12:59:00Z')
    await Promise.all([1, 2, 3].map((n) => mails.send(channel, outgoing([`c${n}@customer.test`]))))
    expect(tokens.asked).toHaveLength(2)
  })

  it('takes another token when the server refuses the one it has', async () => {
    tokens.answer(200, { access_token: 'revoked' })
    const mails = email()
    expect((await mails.check(channel)).at(-1)).toMatchObject({ step: 'login', ok: false })
    tokens.answer(200, { access_token: 'good' })
    expect((await mails.check(channel)).at(-1)).toMatchObject({ step: 'smtp login', ok: true })
  })

  it('keeps a new lasting token, and says until when that one is good', async () => {
    const saved: string[] = []
    tokens.answer(200, { access_token: 'good', refresh_token: 'newer', refresh_token_expires_in: 86_400 })
    const mails = email({
      saveSecret: async (_channel: CarriedConfig, _name: string, value: string) => void saved.push(value),
    })
    await mails.check(channel)
    expect(saved).toEqual(['newer'])
    expect(mails.tokenState(channel)?.renewableUntil).toEqual(new Date('2026-11-26T12:00:00Z'))
  })

  it('says why it cannot be renewed, and shows it', async () => {
    tokens.answer(400, { error: 'invalid_grant', error_description: 'The user has revoked access' })
    const mails = email()
    const words = '127.0.0.1 refuses to renew the sign-in: The user has revoked access. Sign in to the mailbox again.'
    expect((await mails.check(channel)).at(-1)).toEqual({ step: 'login', ok: false, detail: words })
    expect(mails.tokenState(channel)).toEqual({ accessUntil: null, renewableUntil: null, error: words })
    const controller = new AbortController()
    const following = mails.follow?.(channel, desk, controller.signal)
    await desk.until(() => desk.health.length > 0)
    expect(desk.health[0]).toEqual({ connected: false, error: words })
    tokens.answer(200, { access_token: 'good' })
    await desk.until(() => desk.health.at(-1)?.connected === true)
    server.deliver(mail('a@customer.test', address))
    await desk.until(() => desk.items.length === 1)
    controller.abort()
    await following
  })
})
