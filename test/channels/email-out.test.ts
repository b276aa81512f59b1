import { simpleParser, type ParsedMail } from 'mailparser'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import type { CarriedConfig, Outgoing } from '../../server/src/channels/carried.ts'
import type { EmailChannelSettings } from '../../server/src/channels/email/settings.ts'
import { ChannelRejectedError, ChannelUnavailableError, ChannelUncertainError } from '../../server/src/errors.ts'
import { createDesk, type FakeDesk } from '../support/mail/desk.ts'
import { startLink, type Link } from '../support/mail/link.ts'
import { emailAt, file, mailbox, outgoing } from '../support/mail/mailbox.ts'
import { settingsIn, type MailWorld } from '../support/mail/world.ts'
import { againstMailServers } from '../support/mail/worlds.ts'

againstMailServers('mail that goes out', (start) => {
  let world: MailWorld
  let link: Link
  let imapPort: number
  let desk: FakeDesk
  let address: string
  let customer: string
  let channel: CarriedConfig
  let email: ReturnType<typeof emailAt>

  beforeAll(async () => {
    world = await start()
  })
  afterAll(() => world.stop())
  beforeEach(async () => {
    link = await startLink(world.smtpPort)
    desk = createDesk()
    address = world.hubAddress()
    customer = world.customer()
    imapPort = await world.imapPort(address)
    channel = boxWith({})
    email = emailAt(desk)
    // A server that has only just been started is waited for.
    await world.post(Buffer.from('Subject: hello\r\n\r\nhello\r\n'), customer, address)
  })
  afterEach(() => link.stop())

  const boxWith = (more: Partial<EmailChannelSettings>) =>
    mailbox({ ...settingsIn(address, imapPort, link.port), ...more }, { password: world.password })
  const failure = (message: Outgoing) => email.send(channel, message).then(String, (error: unknown) => error as Error)

  /** What arrived at an address, the only mail there. */
  async function arrived(at = customer): Promise<ParsedMail> {
    for (;;) {
      const [raw] = await world.inbox(at)
      if (raw) return simpleParser(raw)
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }

  it('arrives as text and HTML, from the mailbox by its name, under the id that was fixed before', async () => {
    const message = outgoing([customer], { body: 'Grüße!', html: '<p>Grüße!</p>', subject: 'Re: Räder' })
    expect(await email.send(channel, message)).toEqual({ providerId: message.reference, state: 'sent' })
    const mail = await arrived()
    expect(mail).toMatchObject({ messageId: message.reference, subject: 'Re: Räder', text: 'Grüße!' })
    expect(mail.html).toContain('<p>Grüße!</p>')
    expect(mail.from?.text).toBe(`"Fjord Bicycles" <${address}>`)
    expect(mail.headers.get('x-switchboard')).toBe('test-hub')
    expect(message.committed()).toBe(1)
  })

  it('stands in the thread of the mails before it, by the first and the last ten of them', async () => {
    const references = Array.from({ length: 30 }, (_, index) => `<m${index}@customer.test>`)
    await email.send(channel, outgoing([customer], { references }))
    const mail = await arrived()
    expect(mail.inReplyTo).toBe('<m29@customer.test>')
    expect(mail.references).toEqual([references[0], ...references.slice(-10)])
  })

  it('brings answers and reports back to addresses that say which conversation it was', async () => {
    const message = outgoing([customer])
    await email.send(channel, message)
    const mail = await arrived()
    expect(mail.replyTo?.value[0]?.address).toBe(address.replace('@', `+c${message.token}@`))
    expect(mail.headers.get('return-path')).toMatchObject({ text: address.replace('@', `+b${message.token}@`) })
  })

  it('asks nobody outside the conversation for answers into it', async () => {
    await email.send(channel, outgoing([customer], { aside: true }))
    const mail = await arrived()
    expect(mail.replyTo).toBeUndefined()
    expect(mail.from?.value[0]?.address).toBe(address)
  })

  it('uses the plain address where the server knows no other', async () => {
    channel = boxWith({ plusAddressing: false })
    await email.send(channel, outgoing([customer]))
    const mail = await arrived()
    expect(mail.replyTo).toBeUndefined()
    expect(mail.headers.get('return-path')).toMatchObject({ text: address })
  })

  it('reaches Cc and Bcc, and names nobody of the Bcc', async () => {
    const [copied, hidden] = [world.customer(), world.customer()]
    const message = outgoing([customer], {
      cc: [{ address: copied, name: 'Carla' }],
      bcc: [{ address: hidden, name: null }],
    })
    await email.send(channel, message)
    const mails = [await arrived(), await arrived(copied), await arrived(hidden)]
    for (const mail of mails) {
      expect(mail.cc).toMatchObject({ text: `"Carla" <${copied}>` })
      expect(
        mail.headerLines.filter(
          ({ key, line }) =>
            key !== 'delivered-to' && key !== 'x-original-to' && line.includes(hidden) && key !== 'received',
        ),
      ).toEqual([])
    }
  })

  it('carries pictures within the text and files beside it, byte for byte', async () => {
    const picture = Buffer.from('89504e470d0a1a0a', 'hex')
    const report = Buffer.alloc(3_000_000, 'r€port')
    const files = [
      file('logo.png', 'image/png', picture, 'logo@hub'),
      file('Übersicht 2026.bin', 'application/octet-stream', report),
    ]
    await email.send(channel, outgoing([customer], { html: '<img src="cid:logo@hub">', files }))
    const { attachments } = await arrived()
    expect(attachments.map(({ filename, cid, related }) => ({ filename, cid, related: related ?? false }))).toEqual([
      { filename: 'logo.png', cid: 'logo@hub', related: true },
      { filename: 'Übersicht 2026.bin', cid: undefined, related: false },
    ])
    expect(attachments[0]?.content.equals(picture)).toBe(true)
    expect(attachments[1]?.content.equals(report)).toBe(true)
  })

  it('asks other machines not to answer what the hub wrote itself, and offers an end of what goes to many', async () => {
    const marks = { automatic: true, unsubscribeUrl: 'https://hub.test/stop/7' }
    await email.send(channel, { ...outgoing([customer]), ...marks })
    const mail = await arrived()
    expect(mail.headers.get('auto-submitted')).toBe('auto-replied')
    expect(mail.headers.get('list')).toMatchObject({ unsubscribe: { url: 'https://hub.test/stop/7' } })
    expect((await world.inbox(customer))[0]?.toString()).toMatch(/^Return-Path: <>/m)
  })

  it('can be called off until the server asks for the content: nothing of it has left then', async () => {
    const message = outgoing([customer], { committing: () => Promise.reject(new Error('Called off.')) })
    const error = await failure(message)
    expect(error).toBeInstanceOf(ChannelUnavailableError)
    const next = outgoing([customer])
    await email.send(channel, next)
    expect((await arrived()).messageId).toBe(next.reference)
    expect(await world.inbox(customer)).toHaveLength(1)
  })

  it('passes the point of no return after the server asked for the content and before the first byte of it', async () => {
    const seen: { sent: string; said: string }[] = []
    const look = () => void seen.push({ sent: link.sent(), said: link.said() })
    const message = outgoing([customer], {
      body: 'The content',
      async committing() {
        look()
        // Whatever would not wait for this has all the time it needs.
        await world.post(Buffer.from('Subject: meanwhile\r\n\r\nmeanwhile\r\n'), customer, world.customer())
        look()
      },
    })
    await email.send(channel, message)
    expect(seen).toHaveLength(2)
    for (const { sent, said } of seen) {
      expect(sent.endsWith('DATA\r\n')).toBe(true)
      expect(said.split('\r\n').at(-2)).toMatch(/^354 /)
    }
    expect(link.sent()).toContain('The content')
  })

  it.each([421, 451] as const)('is tried again later when the server answers %i', async (code) => {
    const message = outgoing([world.refusing(code)])
    const error = await failure(message)
    expect(error).toBeInstanceOf(ChannelUnavailableError)
    expect((error as Error).message).toContain(String(code))
    expect(message.committed()).toBe(0)
  })

  it('is refused for good with 550, in words that name the recipient', async () => {
    const refused = world.refusing(550)
    const error = await failure(outgoing([refused]))
    expect(error).toBeInstanceOf(ChannelRejectedError)
    expect((error as Error).message).toMatch(new RegExp(`^${refused} was refused: 550 `))
  })

  it('is refused for good when it is larger than the server takes, before any of it is sent', async () => {
    const message = outgoing([customer], { files: [file('film.mp4', 'video/mp4', Buffer.alloc(26_000_000))] })
    const error = await failure(message)
    expect(error).toBeInstanceOf(ChannelRejectedError)
    expect((error as Error).message).toMatch(/size|552/)
    expect(message.committed()).toBe(0)
  })

  it('goes to those whom the server takes, and says of whom it did not', async () => {
    const [refused, later] = [world.refusing(550), world.refusing(451)]
    const message = outgoing([customer, refused, later])
    expect(await email.send(channel, message)).toMatchObject({ state: 'sent' })
    expect((await arrived()).messageId).toBe(message.reference)
    const news = await Promise.all(desk.items.map((item) => email.understand(channel, item, async () => null)))
    expect(news.flatMap(({ receipts }) => receipts)).toEqual([
      expect.objectContaining({ providerId: message.reference, state: 'sent', badAddress: refused }),
      expect.objectContaining({ reason: expect.stringContaining('not taken for now'), badAddress: null }),
    ])
    expect(email.reported).toEqual([])
  })

  it('is tried again when the connection ends before the content', async () => {
    const message = outgoing([customer])
    link.cutAt(/RCPT TO/, 'before', 1)
    expect(await failure(message)).toBeInstanceOf(ChannelUnavailableError)
    expect(message.committed()).toBe(0)
  })

  it.each(['before', 'after'] as const)(
    'is uncertain when the connection ends %s the content has passed',
    async (when) => {
      const message = outgoing([customer])
      link.cutAt(/\r\n\.\r\n$/, when, 1)
      const error = await failure(message)
      expect(error).toBeInstanceOf(ChannelUncertainError)
      expect((error as Error).message).toContain('not known')
      expect(message.committed()).toBe(1)
      expect(await email.reconcile(channel, message)).toBe('unknown')
    },
  )

  it('is found again in the sent folder, where it was put', async () => {
    channel = boxWith({ saveSent: true })
    const message = outgoing([customer])
    await email.send(channel, message)
    expect(email.reported).toEqual([])
    expect(await email.reconcile(channel, message)).toEqual({ providerId: message.reference, state: 'sent' })
    expect(await email.reconcile(channel, outgoing([customer]))).toBe('unknown')
  })

  it('comes back as a report when its domain does not exist', async () => {
    await email.send(channel, outgoing(['nobody@nowhere.test']))
    const report = await reportAt(address)
    expect(report).toContain('Final-Recipient: rfc822;')
    expect(report).toContain('Status: 5.1.2')
  })

  async function reportAt(at: string): Promise<string> {
    for (;;) {
      const report = (await world.inbox(at)).find((raw) => raw.includes('delivery-status'))
      if (report) return report.toString()
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }
})
