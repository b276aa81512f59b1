import { createHmac } from 'node:crypto'
import { createServer, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CarriedConfig } from '../../server/src/channels/carried.ts'
import { createDesk, type FakeDesk } from '../support/mail/desk.ts'
import { emailAt, mail, mailbox } from '../support/mail/mailbox.ts'
import { settingsIn } from '../support/mail/world.ts'

const now = new Date('2026-11-25T12:00:00Z')
const seconds = now.getTime() / 1000
const largest = 2_000_000

describe('mail by webhook', () => {
  let desk: FakeDesk
  let channel: CarriedConfig
  let server: Server
  let url: string
  let reported: unknown[]
  beforeEach(async () => {
    desk = createDesk()
    channel = mailbox({ ...settingsIn('support@hub.test', 0, 25), imap: null }, { webhook: 'shared key' })
    desk.channels.push(channel)
    const email = emailAt(desk, { now: () => now, largest })
    reported = email.reported
    server = createServer((req, res) => {
      if (!email.handle?.(req, res)) res.writeHead(418).end()
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks/email/${channel.publicKey}`
  })
  afterEach(() => new Promise((resolve) => server.close(resolve)))

  const sign = (body: Buffer, { key = 'shared key', at = seconds } = {}) =>
    `t=${at},v1=${createHmac('sha256', key).update(`${at}.`).update(body).digest('hex')}`
  const post = (body: Buffer, signature: string | null = sign(body), to = url) =>
    fetch(to, {
      method: 'POST',
      body: new Uint8Array(body),
      headers: signature ? { 'X-Switchboard-Signature': signature } : {},
    })
  const postInPieces = (body: Buffer) =>
    fetch(url, {
      method: 'POST',
      body: new Blob([new Uint8Array(body)]).stream(),
      headers: { 'X-Switchboard-Signature': sign(body) },
      duplex: 'half',
    } as RequestInit)
  const hello = mail('a@customer.test', 'support@hub.test')

  it('is kept as it came before it is answered', async () => {
    const answer = await post(hello)
    expect([answer.status, await answer.json()]).toEqual([200, { status: 'kept' }])
    expect(desk.items[0]?.raw?.equals(hello)).toBe(true)
  })

  it('is kept once however often it is sent', async () => {
    const answers = [await post(hello), await post(hello), await post(hello)]
    expect(await Promise.all(answers.map((answer) => answer.json()))).toEqual(
      ['kept', 'known', 'known'].map((status) => ({ status })),
    )
    expect(desk.items).toHaveLength(1)
  })

  const wrong: [string, () => string | null][] = [
    ['no signature', () => null],
    ['another key', () => sign(hello, { key: 'guessed' })],
    ['the signature of another mail', () => sign(Buffer.from('Subject: other\r\n\r\n'))],
    ['a signature from an hour ago', () => sign(hello, { at: seconds - 3600 })],
    ['a signature from the future', () => sign(hello, { at: seconds + 3600 })],
    ['another time than was signed', () => sign(hello).replace(String(seconds), String(seconds + 1))],
    ['nonsense', () => 'sha256=abc'],
  ]
  it.each(wrong)('is refused with %s, and nothing is kept', async (_name, signature) => {
    const answer = await post(hello, signature())
    expect([answer.status, await answer.json()]).toMatchObject([403, { error: { code: 'bad_signature' } }])
    expect(desk.items).toEqual([])
  })

  it('is refused while the mailbox has no key', async () => {
    delete channel.secrets['webhook']
    expect((await post(hello, sign(hello, { key: '' }))).status).toBe(403)
    expect((await post(hello, sign(hello, { key: 'undefined' }))).status).toBe(403)
  })

  it('is for nobody at another address, or by another way', async () => {
    expect((await post(hello, sign(hello), `${url}x`)).status).toBe(404)
    expect((await fetch(url)).status).toBe(404)
    expect((await post(hello, sign(hello), url.replace('email', 'sms'))).status).toBe(418)
    expect(desk.items).toEqual([])
  })

  it('is refused when it is empty, or so large that it is not even read', async () => {
    expect((await post(Buffer.alloc(0))).status).toBe(400)
    const endless = Buffer.concat([hello, Buffer.alloc(4 * largest, 'x')])
    expect((await post(endless)).status).toBe(413)
    expect(desk.items).toEqual([])
  })

  const tooLarge = Buffer.concat([hello, Buffer.alloc(largest, 'x')])
  it.each([
    ['says how large it is', () => post(tooLarge)],
    ['does not say it', () => postInPieces(tooLarge)],
  ])('that is too large and %s is kept as its headers, once, so that its sender can be told', async (_how, bring) => {
    expect([(await bring()).status, (await bring()).status]).toEqual([200, 200])
    expect(desk.items).toMatchObject([
      { raw: null, payload: { tooLarge: tooLarge.length, headers: expect.stringContaining('From: a@customer.test') } },
    ])
  })

  it('that is too large is nobody’s unless its signature is right to the last byte', async () => {
    const signature = sign(Buffer.concat([tooLarge.subarray(0, -1), Buffer.from('y')]))
    expect((await post(tooLarge, signature)).status).toBe(403)
    expect(desk.items).toEqual([])
  })

  it('is streamed, however large it is, and kept whole', async () => {
    const large = Buffer.concat([hello, Buffer.alloc(1_500_000, 'x')])
    expect((await post(large)).status).toBe(200)
    expect(desk.items[0]?.raw?.equals(large)).toBe(true)
  })

  it('keeps nothing of a mail whose sender went away', async () => {
    const req = request(url, {
      method: 'POST',
      headers: { 'X-Switchboard-Signature': sign(hello), 'Content-Length': 500_000 },
    })
    const ended = new Promise((resolve) => req.on('error', resolve))
    req.write(Buffer.alloc(100_000, 'x'), () => req.destroy())
    await ended
    expect((await post(hello)).status).toBe(200)
    expect(desk.items).toHaveLength(1)
  })

  it('is asked for again while it cannot be stored', async () => {
    desk.failNext(1)
    const answer = await post(hello)
    expect(answer.status).toBe(503)
    expect(reported).toMatchObject([{ message: 'The database is away.' }])
    expect((await post(hello)).status).toBe(200)
  })
})
