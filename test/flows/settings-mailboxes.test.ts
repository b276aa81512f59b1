import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { AgentClient } from '../support/agent.ts'
import { type Hub, startHub } from '../support/hub.ts'
import { createDesk } from '../support/mail/desk.ts'
import { emailAt, mail } from '../support/mail/mailbox.ts'
import { startSandboxWorld } from '../support/mail/sandbox-world.ts'
import type { MailWorld } from '../support/mail/world.ts'
import { serve } from '../support/serve.ts'

let world: MailWorld
let imapPort: number
let hub: Hub
let administrator: AgentClient
let supervisor: AgentClient
beforeAll(async () => {
  world = await startSandboxWorld()
  imapPort = await world.imapPort(world.hubAddress())
  const email = emailAt(createDesk())
  hub = await startHub({ env: { PUBLIC_URL: 'https://hub.example' }, carriers: [email] })
  administrator = await hub.agent({ role: 'administrator' })
  supervisor = await hub.agent({ role: 'supervisor' })
})
afterAll(async () => {
  await hub.stop()
  await world.stop()
})

const shown = `id name enabled email { address displayName signature undoSeconds takeDays saveSent plusAddressing
  imap { host port security user folder } smtp { host port security user } signIn { kind provider tokenUrl scope }
  dkim { domain selector } hasPassword hasSmtpPassword hasClientId hasClientSecret hasRefreshToken hasDkimPrivateKey
  token { accessUntil error } webhookUrl webhookSecret }`
const fields = `channel { ${shown} }`
const server = (port: number) => ({ host: '127.0.0.1', port, security: 'none' })
const settings = (more: object = {}) => ({
  address: world.hubAddress(),
  imap: server(imapPort),
  smtp: server(world.smtpPort),
  ...more,
})
const input = (more: object = {}, secrets: object = { password: world.password }) => ({
  name: 'Support',
  brandId: hub.brandId,
  settings: settings(more),
  secrets,
})
const create = async (more: object = {}, secrets?: object) =>
  (await administrator.mutate('createEmailChannel', input(more, secrets), fields)).channel
const update = (channelId: string, change: object, by = administrator) =>
  by.mutate('updateEmailChannel', { channelId, ...change }, fields)
const read = async (by: AgentClient, id: string) =>
  (await by.gql(`query($id: ID!) { channel(id: $id) { ${shown} } }`, { id })).data.channel
const stored = (id: string) => hub.services.db.prisma.channel.findUniqueOrThrow({ where: { id } })

describe('a mailbox that is connected', () => {
  it('is followed at once: the health page says so, and the next mail is kept', async () => {
    const { id, email } = await create()
    const health = async () => {
      const { data } = await supervisor.gql('{ channelHealth { channel { id } connected error lastIn } }')
      return data.channelHealth.find((row: { channel: { id: string } }) => row.channel.id === id)
    }
    await vi.waitFor(async () => expect(await health()).toMatchObject({ connected: true, error: null }), 10_000)
    const from = world.customer()
    await world.post(mail(from, email.address), from, email.address)
    await vi.waitFor(async () => expect((await health()).lastIn).toMatch(/^20/), 10_000)
  })

  it('takes what is usual for all that was left out, and has a secret for mail by HTTP', async () => {
    const { email } = await create()
    expect(email).toMatchObject({ undoSeconds: 10, takeDays: 0, saveSent: false, plusAddressing: true, dkim: null })
    expect(email.imap).toMatchObject({ folder: 'INBOX', user: '' })
    expect(email.signIn).toEqual({ kind: 'password', provider: null, tokenUrl: null, scope: null })
    expect(email.webhookUrl).toMatch(/^https:\/\/hub\.example\/webhooks\/email\/[\w-]{16}$/)
    expect(email.webhookSecret).toMatch(/^[\w-]{43}$/)
    const { name: _name, ...nameless } = input()
    const { channel } = await administrator.mutate('createEmailChannel', nameless, fields)
    expect(channel.name).toBe(channel.email.address)
  })

  it('shows that its secrets are there and never what they are', async () => {
    const { id, email } = await create({}, { password: world.password, smtpPassword: 'another secret' })
    expect(email).toMatchObject({ hasPassword: true, hasSmtpPassword: true, hasClientId: false })
    const row = JSON.stringify(await stored(id))
    for (const secret of [world.password, 'another secret', email.webhookSecret]) {
      expect(row).not.toContain(`"${secret}"`)
      expect(JSON.stringify(await read(supervisor, id))).not.toContain(`"${secret}"`)
    }
  })

  it('shows supervisors how it is set, and agents nothing of it', async () => {
    const { id, email } = await create()
    expect(await read(supervisor, id)).toMatchObject({ email: { address: email.address, webhookSecret: null } })
    expect(await read(await hub.agent(), id)).toMatchObject({ id, email: null })
  })
})

describe('a mailbox that is signed in to by OAuth2', () => {
  it('shows until when the sign-in is good, or why it could not be renewed', async () => {
    let answer: object = { access_token: 'a token', expires_in: 3600 }
    const provider = await serve((_req, res) => res.end(JSON.stringify(answer)))
    const signIn = { kind: 'oauth2', provider: 'custom', tokenUrl: provider.url }
    const token = async (id: string) => (await read(supervisor, id)).email.token
    const good = await create({ signIn }, { clientId: 'x', refreshToken: 'y' })
    expect(good.email).toMatchObject({ hasClientId: true, hasRefreshToken: true, hasPassword: false })
    await vi.waitFor(async () => expect((await token(good.id)).accessUntil).toMatch(/^20/), 10_000)
    answer = { error: 'invalid_grant' }
    const ended = await create({ signIn }, { clientId: 'x', refreshToken: 'y' })
    await vi.waitFor(async () => expect((await token(ended.id)).error).toMatch(/invalid_grant.*Sign in/), 10_000)
    await provider.stop()
  })
})

describe('connecting a mailbox', () => {
  it('is for administrators', async () => {
    expect((await supervisor.mutate('createEmailChannel', input())).__typename).toBe('ForbiddenError')
    const { name: _name, brandId: _brand, ...tried } = input()
    expect((await supervisor.mutate('checkEmailChannel', tried)).__typename).toBe('ForbiddenError')
    const { id } = await create()
    expect((await update(id, { name: 'x' }, supervisor)).__typename).toBe('ForbiddenError')
  })

  const wrong: [string, object, object | undefined, string, RegExp][] = [
    ['no address', { address: 'support' }, undefined, 'settings.address', /such as support@example.com/],
    ['no address at all', { address: null }, undefined, 'settings.address', /must be given/],
    ['a server without a name', { imap: { host: '', port: 993 } }, undefined, 'settings.imap.host', /such as imap/],
    ['a port there is none of', { smtp: { host: 'a.example', port: 0 } }, undefined, 'settings.smtp.port', /or more/],
    ['no server to send by', { smtp: null }, undefined, 'settings.smtp', /must be given/],
    [
      'an unknown encryption',
      { smtp: { host: 'a.example', port: 1, security: 'ssl' } },
      undefined,
      'settings.smtp.security',
      /Choose tls, starttls or none/,
    ],
    ['an unknown sign-in', { signIn: { kind: 'magic' } }, undefined, 'settings.signIn.kind', /password or oauth2/],
    ['no password', {}, {}, 'secrets.password', /Enter the password/],
    ['an endless password', {}, { password: 'x'.repeat(5001) }, 'secrets.password', /under 5000/],
    [
      'a sign-in that nobody made',
      { signIn: { kind: 'oauth2', provider: 'google' } },
      { clientId: 'x' },
      'secrets.refreshToken',
      /refresh token/,
    ],
    [
      'DKIM without its key',
      { dkim: { domain: 'hub.test', selector: 'a' } },
      undefined,
      'secrets.dkimPrivateKey',
      /private key/,
    ],
    ['a key that is none', {}, { password: 'x', dkimPrivateKey: 'abc' }, 'secrets.dkimPrivateKey', /PEM/],
  ]
  it.each(wrong)('is refused at the field for %s', async (_name, more, secrets, field, message) => {
    const refused = await administrator.mutate('createEmailChannel', input(more, secrets))
    expect(refused).toMatchObject({ __typename: 'InvalidInputError', field, message: expect.stringMatching(message) })
  })

  it('sees at once that a long text is no name of a server', async () => {
    const host = `${'a'.repeat(200)}!`
    const refused = await administrator.mutate('createEmailChannel', input({ smtp: { host, port: 465 } }))
    expect(refused).toMatchObject({ field: 'settings.smtp.host' })
  })

  it('makes one channel of one mailbox, however often and at the same moment', async () => {
    const same = settings()
    const again = { ...same, address: same.address.toUpperCase() }
    const asked = [same, again, same, again].map((one) =>
      administrator.mutate('createEmailChannel', { ...input(), settings: one }),
    )
    const outcomes = await Promise.all(asked)
    expect(outcomes.map(({ __typename }) => __typename).toSorted()).toEqual([
      'ConflictError',
      'ConflictError',
      'ConflictError',
      'CreateEmailChannelPayload',
    ])
    expect(outcomes.find(({ message }) => message)?.message).toMatch(/connected already/)
    const other = await create()
    expect(await update(other.id, { settings: { address: same.address } })).toMatchObject({
      __typename: 'ConflictError',
      message: expect.stringMatching(/connected already/),
    })
  })
})

describe('changing a mailbox', () => {
  it('keeps what is left out, and clears what may be none', async () => {
    const { id, email } = await create({ signature: 'Fjord', dkim: { domain: 'hub.test', selector: 'a' } }, keyed())
    const { channel } = await update(id, { name: 'Help', settings: { undoSeconds: 0, dkim: null, signature: null } })
    expect(channel).toMatchObject({ name: 'Help', enabled: true })
    expect(channel.email).toMatchObject({ address: email.address, signature: 'Fjord', undoSeconds: 0, dkim: null })
    expect(channel.email).toMatchObject({ hasPassword: true, imap: email.imap })
    expect((await update(id, { settings: { imap: null } })).channel.email.imap).toBeNull()
  })

  it('puts a secret in the place of the old one, and removes one that is emptied', async () => {
    const { id } = await create({}, { password: world.password, smtpPassword: 'x' })
    expect((await update(id, { secrets: { smtpPassword: '' } })).channel.email).toMatchObject({
      hasPassword: true,
      hasSmtpPassword: false,
    })
    expect(await update(id, { secrets: { password: '' } })).toMatchObject({ field: 'secrets.password' })
    expect((await read(administrator, id)).email.hasPassword).toBe(true)
  })

  it('can switch off what cannot be used any more', async () => {
    const { id } = await hub.services.db.prisma.channel.create({
      data: {
        kind: 'email',
        name: 'Old',
        brandId: hub.brandId,
        publicKey: 'old',
        settings: { address: 'a@b.example' },
      },
    })
    expect((await update(id, { enabled: false })).channel).toMatchObject({ enabled: false, email: null })
  })

  it('gives a new secret for mail by HTTP, and the old one ends', async () => {
    const { id, email } = await create()
    expect((await supervisor.mutate('rotateInboundSecret', { channelId: id })).__typename).toBe('ForbiddenError')
    const { channel } = await administrator.mutate('rotateInboundSecret', { channelId: id }, fields)
    expect(channel.email.webhookSecret).toMatch(/^[\w-]{43}$/)
    expect(channel.email.webhookSecret).not.toBe(email.webhookSecret)
    expect(channel.email.hasPassword).toBe(true)
  })
})

describe('trying a mailbox out', () => {
  const steps = 'steps { step ok detail }'
  const check = (given: object) => administrator.mutate('checkEmailChannel', { ...given }, steps)

  it('goes through every step before anything is saved', async () => {
    const before = await hub.services.db.prisma.channel.count()
    const tried = await check({ settings: settings(), secrets: { password: world.password } })
    expect(tried.steps.map(({ step, ok }: { step: string; ok: boolean }) => [step, ok])).toEqual(
      ['dns', 'tls', 'login', 'folder', 'smtp', 'smtp login'].map((step) => [step, true]),
    )
    expect(await hub.services.db.prisma.channel.count()).toBe(before)
  })

  it('says which step failed, in words', async () => {
    const tried = await check({ settings: settings(), secrets: { password: 'wrong' } })
    expect(tried.steps.slice(0, -1).map(({ step, ok }: { step: string; ok: boolean }) => [step, ok])).toEqual([
      ['dns', true],
      ['tls', true],
    ])
    expect(tried.steps.at(-1)).toEqual({
      step: 'login',
      ok: false,
      detail: expect.stringMatching(/refused the sign-in: .*wrong/),
    })
  })

  it('takes what is left out from the mailbox, secrets too, and saves none of it', async () => {
    const { id } = await create()
    expect((await check({ channelId: id })).steps.at(-1)).toMatchObject({ step: 'smtp login', ok: true })
    const elsewhere = { settings: { imap: { ...server(imapPort), folder: 'Nowhere' } } }
    expect((await check({ channelId: id, ...elsewhere })).steps.at(-1)).toMatchObject({ step: 'folder', ok: false })
    expect((await check({ channelId: id, secrets: { password: 'x' } })).steps.at(-1)).toMatchObject({ step: 'login' })
    expect((await read(administrator, id)).email.imap.folder).toBe('INBOX')
  })

  it('names a field that cannot be used instead of trying', async () => {
    expect(await check({ settings: settings({ address: 'x' }) })).toMatchObject({ field: 'settings.address' })
  })
})

const keyed = () => ({ password: world.password, dkimPrivateKey: '-----BEGIN PRIVATE KEY-----\nx' })
