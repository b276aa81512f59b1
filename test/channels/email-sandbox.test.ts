import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startMailServer, type MailServer } from '../../server/src/sandbox/mail/server.ts'
import { hand } from '../support/mail/hand.ts'
import { mail, mailbox } from '../support/mail/mailbox.ts'
import { asPerson, readAll } from '../support/mail/person.ts'
import { settingsIn } from '../support/mail/world.ts'

const support = 'support@hub.test'
const ann = 'ann@customer.test'

describe('the mail server of the sandbox', () => {
  let server: MailServer
  beforeEach(async () => {
    server = await startMailServer({
      mailboxes: [{ address: support, password: 'pass' }],
      openDomains: ['customer.test'],
      largest: 1_000_000,
    })
  })
  afterEach(() => server.stop())

  const post = (to: string, body = 'Hello', from = ann) => hand(server.smtpPort, mail(from, to, { body }), from, to)
  const texts = (address: string) => server.inbox(address).map(({ raw }) => raw.toString())
  const box = () => mailbox(settingsIn(support, server.imapPort, server.smtpPort), { password: 'pass' })

  /** Resolves once the inbox holds as many mails. */
  function held(address: string, count: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>()
    const look = () => server.inbox(address).length >= count && resolve()
    const stop = server.watch(address, look)
    look()
    return promise.finally(stop)
  }

  it('puts mail into the mailbox it is for, whatever stands after a plus', async () => {
    await post('Support+c12.ab@hub.test')
    expect(texts(support)).toEqual([expect.stringContaining('Delivered-To: support+c12.ab@hub.test\r\n')])
    await post('anybody@customer.test', 'Hi', support)
    expect(texts('anybody@customer.test')).toHaveLength(1)
  })

  it('refuses a name that a known domain does not have', async () => {
    await expect(post('nobody@hub.test')).rejects.toThrow('550 5.1.1')
  })

  it('sends mail for unknown domains back to its sender, as a report', async () => {
    await post('someone@elsewhere.example', 'Hello?', 'support+b7.cd@hub.test')
    const [report = ''] = texts(support)
    for (const line of [
      'Return-Path: <>',
      'Delivered-To: support+b7.cd@hub.test',
      'Content-Type: multipart/report; report-type=delivery-status',
      'Final-Recipient: rfc822; someone@elsewhere.example',
      'Action: failed',
      'Status: 5.1.2',
      'Message-ID: <',
    ]) {
      expect(report).toContain(line)
    }
  })

  it('routes a mail by what stands in its headers, where nobody says more', () => {
    server.deliver(
      Buffer.from(`From: Ann <${ann}>\r\nTo: "Support, Hub"\r\n <${support}>\r\nCc: x@customer.test\r\n\r\nHi`),
    )
    expect(texts(support)).toHaveLength(1)
    expect(texts('x@customer.test')).toHaveLength(1)
  })

  it('refuses with the code that was ordered, as often as was ordered', async () => {
    server.misbehave({ kind: 'refuse', at: 'recipient', code: 451, said: '4.7.1 Greylisted', address: support })
    server.misbehave({ kind: 'refuse', at: 'content', code: 552, said: '5.2.2 Full', address: support })
    await expect(post(support)).rejects.toThrow('451 4.7.1 Greylisted')
    await expect(post(support)).rejects.toThrow('552 5.2.2 Full')
    await post(support)
    server.misbehave({ kind: 'refuse', at: 'connection', code: 421, said: '4.3.2 Busy', times: 2 })
    await expect(post(support)).rejects.toThrow('421 4.3.2 Busy')
    server.behave()
    await post(support)
    expect(texts(support)).toHaveLength(2)
  })

  it.each([true, false])('hangs up after a mail was handed over, which is kept: %s', async (kept) => {
    server.misbehave({ kind: 'drop', kept })
    await expect(post(support)).rejects.toThrow()
    expect(texts(support)).toHaveLength(kept ? 1 : 0)
  })

  it('delivers twice, and late, when it is told to', async () => {
    server.misbehave({ kind: 'double', address: support })
    await post(support)
    expect(texts(support)).toHaveLength(2)
    server.misbehave({ kind: 'delay', wait: 30, address: support })
    for (const body of ['Late', 'Soon']) server.deliver(mail(ann, support, { body }))
    await held(support, 4)
    expect(texts(support).map((text) => /Late|Soon/.exec(text)?.[0])).toEqual([undefined, undefined, 'Soon', 'Late'])
  })

  it('says no to a mail that is too large', async () => {
    await expect(post(support, 'x\r\n'.repeat(400_000))).rejects.toThrow('552')
  })

  it('lets mail programs read, mark, delete, and put mail into folders', async () => {
    await post(support, 'one')
    await post(support, 'two')
    await readAll(box(), 2)
    await asPerson(box(), async (client) => {
      expect(await client.search({ seen: false }, { uid: true })).toEqual([])
      const appended = await client.append('Sent', Buffer.from('Subject: {5}\r\n\r\nü'), [String.raw`\Seen`])
      expect(appended).toMatchObject({ uid: 1 })
      await client.messageDelete('1', { uid: true })
      expect(client.mailbox).toMatchObject({ exists: 1 })
      await client.mailboxOpen('Sent')
      const sent = await client.fetchOne('1', { source: true, flags: true }, { uid: true })
      expect(sent && sent.source?.toString()).toBe('Subject: {5}\r\n\r\nü')
    })
    expect(texts(support)).toEqual([expect.stringContaining('two')])
  })

  it('lets nobody in with a wrong password', async () => {
    const wrong = mailbox(settingsIn(support, server.imapPort, server.smtpPort), { password: 'guess' })
    await expect(asPerson(wrong, async () => {})).rejects.toThrow('refused the sign-in')
  })

  it('forgets the oldest mail before it grows without end', () => {
    for (let n = 0; n < 2010; n++) server.deliver(mail(ann, support, { body: `number ${n}` }))
    expect(texts(support)).toHaveLength(2000)
    expect(texts(support)[0]).toContain('number 10\r\n')
  })
})
