import { createServer, type AddressInfo, type Server } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { EmailChannelSettings } from '../../server/src/channels/email/settings.ts'
import { createDesk } from '../support/mail/desk.ts'
import { emailAt, mailbox } from '../support/mail/mailbox.ts'
import { startSandboxWorld } from '../support/mail/sandbox-world.ts'
import { settingsIn, type MailWorld } from '../support/mail/world.ts'

describe('the test of a mailbox', () => {
  let world: MailWorld
  /** Takes connections and says nothing. */
  let silent: Server
  beforeAll(async () => {
    world = await startSandboxWorld()
    silent = createServer(() => {})
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
  })
  afterAll(async () => {
    await world.stop()
    silent.close()
  })

  type Change = { imap?: object; smtp?: object; rest?: Partial<EmailChannelSettings>; secrets?: Record<string, string> }

  async function check({ imap, smtp, rest, secrets = { password: world.password } }: Change, allowPrivateHosts = true) {
    const address = world.hubAddress()
    const settings = settingsIn(address, await world.imapPort(address), world.smtpPort)
    const changed = {
      ...settings,
      ...rest,
      imap: settings.imap && { ...settings.imap, ...imap },
      smtp: { ...settings.smtp, ...smtp },
    }
    const email = emailAt(createDesk(), { allowPrivateHosts, timings: { connect: 500 } as never })
    const checks = await email.check(mailbox(changed, secrets))
    return { steps: checks.map(({ step }) => step), last: checks.at(-1) }
  }
  const portOf = (server: Server) => (server.address() as AddressInfo).port

  it('goes through every step and says what it found', async () => {
    const { steps, last } = await check({})
    expect(steps).toEqual(['dns', 'tls', 'login', 'folder', 'smtp', 'smtp login'])
    expect(last).toMatchObject({ ok: true, detail: expect.stringMatching(/^support\d+@hub.test may send\.$/) })
  })

  it('leaves the IMAP server out where mail comes by webhook alone', async () => {
    const settings = { ...settingsIn(world.hubAddress(), 0, world.smtpPort), imap: null }
    const checks = await emailAt(createDesk()).check(mailbox(settings, { password: world.password }))
    expect(checks.map(({ step, ok }) => [step, ok])).toEqual([
      ['smtp', true],
      ['smtp login', true],
    ])
  })

  const failures: [string, () => Change, string, RegExp][] = [
    [
      'a name that does not exist',
      () => ({ imap: { host: 'imap.nowhere.invalid' } }),
      'dns',
      /no server named imap\.nowhere|could not be looked up/,
    ],
    [
      'a port where nothing runs',
      () => ({ imap: { port: 1 } }),
      'tls',
      /127\.0\.0\.1:1 refuses connections\. Check the port/,
    ],
    [
      'a server that says nothing',
      () => ({ imap: { port: portOf(silent) } }),
      'tls',
      /does not answer\. Check the port and the kind/,
    ],
    [
      'TLS where the server begins without',
      () => ({ imap: { security: 'tls' } }),
      'tls',
      /does not speak TLS at once\. Choose STARTTLS/,
    ],
    ['STARTTLS where there is none', () => ({ imap: { security: 'starttls' } }), 'tls', /does not offer STARTTLS/],
    [
      'a wrong password',
      () => ({ secrets: { password: 'wrong' } }),
      'login',
      /refused the sign-in: .*password is wrong/,
    ],
    ['no password', () => ({ secrets: {} }), 'login', /There is no password for support/],
    [
      'a folder that is not there',
      () => ({ imap: { folder: 'Support' } }),
      'folder',
      /no such folder.*Its folders are: INBOX, Sent\./,
    ],
    ['an SMTP server that is away', () => ({ smtp: { port: 1 } }), 'smtp', /127\.0\.0\.1:1 refuses connections/],
    ['an SMTP server that says nothing', () => ({ smtp: { port: portOf(silent) } }), 'smtp', /does not answer/],
    [
      'STARTTLS that SMTP has not',
      () => ({ smtp: { security: 'starttls' } }),
      'smtp',
      /does not offer STARTTLS|STARTTLS/,
    ],
    [
      'a password that SMTP does not take',
      () => ({ secrets: { password: world.password, smtpPassword: 'x' } }),
      'smtp login',
      /refused the sign-in/,
    ],
  ]
  it.each(failures)('stops at %s', async (_name, change, step, detail) => {
    const { last } = await check(change())
    expect(last).toEqual({ step, ok: false, detail: expect.stringMatching(detail) })
  })

  it('refuses servers inside private networks, by number and by name', async () => {
    for (const host of ['127.0.0.1', '10.1.2.3', '169.254.169.254', '::1', '::ffff:192.168.0.9', 'localhost']) {
      const { last } = await check({ imap: { host } }, false)
      expect(last).toMatchObject({ step: 'dns', ok: false, detail: expect.stringContaining('private network') })
    }
    const { last } = await check({ imap: { security: 'none' } }, true)
    expect(last?.ok).toBe(true)
  })

  it('says which setting cannot be used', async () => {
    const { last } = await check({ rest: { address: 'nobody' } })
    expect(last).toMatchObject({ step: 'settings', ok: false, detail: expect.stringContaining('support@example.com') })
  })
})
