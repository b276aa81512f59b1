import { SignJWT } from 'jose'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { append } from '../../server/src/platform/events/append.ts'
import { newId } from '../../server/src/platform/ids.ts'
import { transact } from '../../server/src/platform/transaction.ts'
import { type Hub, startHub } from '../support/hub.ts'
import { type Visitor, visitor } from '../support/visitor.ts'

let hub: Hub
let ada: Visitor
beforeAll(async () => {
  hub = await startHub()
  ada = await arrive()
})
afterAll(() => hub.stop())

async function arrive() {
  const one = visitor(hub.url, hub.channelKey)
  await one.begin()
  return one
}

const stored = async () => {
  const { message, attachment, contact } = hub.services.db.prisma
  return { messages: await message.count(), files: await attachment.count(), contacts: await contact.count() }
}

const good = () => ({ clientId: newId(), body: 'Hello', attachmentIds: [] as unknown })

describe('wrong input', () => {
  it.each<[string, unknown, string]>([
    ['clientId', { ...good(), clientId: 7 }, 'invalid_input'],
    ['clientId', { ...good(), clientId: 'agent:1:2' }, 'invalid_input'],
    ['clientId', { ...good(), clientId: 'x'.repeat(101) }, 'invalid_input'],
    ['body', { ...good(), body: 5 }, 'invalid_input'],
    ['body', { ...good(), body: null }, 'invalid_input'],
    ['body', { ...good(), body: ' \n ' }, 'invalid_input'],
    ['body', { ...good(), body: { $ne: '' } }, 'invalid_input'],
    ['body', { ...good(), body: 'x'.repeat(10_001) }, 'invalid_input'],
    ['body', { ...good(), body: 'x'.repeat(1_000_000) }, 'too_large'],
    ['body', [], 'invalid_input'],
    ['body', 'null', 'invalid_input'],
    ['body', '{"clientId":', 'invalid_input'],
    ['attachmentIds', { ...good(), attachmentIds: 'all' }, 'invalid_input'],
    ['attachmentIds', { ...good(), attachmentIds: Array.from({ length: 11 }, newId) }, 'invalid_input'],
    ['attachmentIds.0', { ...good(), attachmentIds: ["' OR 1=1"] }, 'invalid_input'],
    ['attachmentIds', { ...good(), attachmentIds: [newId()] }, 'invalid_input'],
    ['page', { ...good(), page: 'https://shop.example' }, 'invalid_input'],
    ['page.url', { ...good(), page: { url: 5 } }, 'invalid_input'],
  ])('names %s and stores nothing', async (field, body, code) => {
    const before = await stored()
    const reply = await ada.call('POST', 'messages', body)
    expect(reply.status).toBe(code === 'too_large' ? 413 : 400)
    expect(reply.body.error).toMatchObject({ code, field, message: expect.any(String) })
    expect(await stored()).toEqual(before)
  })

  it.each<[string, string, unknown, number]>([
    ['POST', 'session', { token: null, identity: 'ada' }, 400],
    ['POST', 'session', { token: null, identity: { userId: {} } }, 400],
    ['POST', 'session', { token: null, identity: { jwt: 5 } }, 400],
    ['POST', 'session', { token: null, attributes: { plan: { deep: 1 } } }, 400],
    ['POST', 'session', { token: null, attributes: [1] }, 400],
    ['POST', 'session', { token: null, reset: 'yes' }, 400],
    ['POST', 'contact', { email: 'nobody' }, 400],
    ['POST', 'contact', { phone: 'call me' }, 400],
    ['POST', 'contact', { name: 'x'.repeat(101) }, 400],
    ['POST', 'contact', '{"attributes":{"__proto__":"x"}}', 400],
    ['GET', 'stream?after=-1', undefined, 400],
    ['GET', 'stream?after=1e9', undefined, 400],
    ['GET', 'conversations/not-an-id', undefined, 404],
    ['GET', `conversations/${newId()}?before=x`, undefined, 400],
    ['GET', 'conversations/../config', undefined, 200],
    ['GET', 'constructor', undefined, 404],
    ['GET', '__proto__', undefined, 404],
    ['DELETE', 'messages', undefined, 404],
    ['GET', 'nothing/here', undefined, 404],
  ])('%s %s answers with a clear error', async (method, path, body, status) => {
    const reply = await ada.call(method, path, body)
    expect(reply.status).toBe(status)
    if (status >= 400) expect(reply.body.error.message).toMatch(/\w/)
  })

  it('keeps markup, half characters and null characters harmless', async () => {
    const one = await arrive()
    const markup = '<script>alert(1)</script>'
    expect((await one.write(markup)).body.message.body).toBe(markup)
    expect((await one.write('nul\0byte')).body.message.body).toBe('nulbyte')
    expect((await one.write('half \ud83d')).body.message.body).toBe('half \ufffd')
    const page = { url: 'javascript:alert(1)', title: '\0', referrer: 'x'.repeat(9000) }
    expect((await one.call('POST', 'page', page)).status).toBe(204)
  })
})

describe('tokens', () => {
  const claims = () => ({ c: hub.channelId, k: 'visitor', i: 'somebody', s: null, d: {} })
  const signed = (key: Uint8Array, expires = '1h') =>
    new SignJWT(claims())
      .setProtectedHeader({ alg: 'HS256' })
      .setAudience('visitor')
      .setExpirationTime(expires)
      .sign(key)

  it('that are forged, expired, missing or of another chat open nothing', async () => {
    const ours = hub.services.seal.key('visitor-token')
    const other = await otherChat()
    const foreign = visitor(hub.url, other.publicKey)
    await foreign.begin()
    const unsigned = `${btoa('{"alg":"none"}')}.${btoa(JSON.stringify(claims()))}.`
    const forged = await signed(hub.services.seal.key('another purpose'))
    const expired = await signed(ours, '-1h')
    for (const token of [null, '', 'x', 'a.b.c', 'x'.repeat(9000), unsigned, forged, expired, foreign.token]) {
      const one = visitor(hub.url, hub.channelKey)
      one.token = token
      const codes = await Promise.all([
        one.write('Hello').then(({ body }) => body.error.code),
        one.call('GET', 'conversations').then(({ body }) => body.error.code),
        one.call('GET', 'stream').then(({ body }) => body.error.code),
        one
          .upload('a.txt', new Uint8Array([1]))
          .then(({ body }) => (body as unknown as { error: { code: string } }).error.code),
      ])
      expect(codes).toEqual(codes.map(() => 'unauthenticated'))
    }
    expect((await visitor(hub.url, 'no-such-key').begin()).status).toBe(404)
  })

  async function otherChat() {
    const { brandId } = hub
    return hub.services.db.prisma.channel.create({ data: { kind: 'chat', name: 'Other', brandId, publicKey: newId() } })
  }
})

describe('another visitor', () => {
  it("reaches nothing of Ada's through any endpoint", async () => {
    const mallory = await arrive()
    await mallory.write('Hi')
    const { id } = (await ada.write('My card number is')).body.conversation
    const file = await ada.upload('private.txt', new TextEncoder().encode('private'))
    const clientId = newId()
    await ada.write('Only mine', { clientId })
    const tries = await Promise.all([
      mallory.call('GET', `conversations/${id}`),
      mallory.call('GET', `conversations/${id.toUpperCase()}`),
      mallory.call('GET', `conversations/${id}/transcript`),
      mallory.call('POST', `conversations/${id}/seen`, { seq: 1 }),
      mallory.call('POST', `conversations/${id}/delivered`, { seq: 1 }),
      mallory.call('POST', `conversations/${id}/typing`, { typing: true }),
      mallory.call('POST', `conversations/${id}/end`),
      mallory.call('POST', `conversations/${id}/rating`, { score: 1 }),
    ])
    expect(tries.map(({ status }) => status)).toEqual(tries.map(() => 404))
    const unknown = await mallory.call('GET', `conversations/${newId()}`)
    expect(unknown.body).toEqual(tries[0]?.body)
    const stolen = await mallory.write('Look', { attachmentIds: [file.body.id] })
    expect(stolen.body.error).toMatchObject({ code: 'invalid_input', field: 'attachmentIds' })
    const guessed = await mallory.write('Look', { clientId })
    expect(guessed.body.error.code).toBe('conflict')
    const line = mallory.listen('0')
    await line.until((heard) => heard.some((event) => event.type === 'online'))
    await ada.write('Still private')
    await mallory.write('Done')
    await line.until((heard) => heard.some((event) => event.type === 'message' && event.message.body === 'Done'))
    expect(JSON.stringify(line.heard)).not.toMatch(/card number|Only mine|private/)
    line.stop()
  })
})

describe('other sites', () => {
  it('may embed the chat only when they are on the list', async () => {
    const settings = { allowedDomains: ['https://shop.example', 'https://*.example.org'] }
    await change({ settings })
    const from = (origin: string) => ada.call('GET', 'config', undefined, { origin })
    expect((await from('https://shop.example')).headers.get('access-control-allow-origin')).toBe('https://shop.example')
    expect((await from('https://a.example.org')).status).toBe(200)
    for (const origin of ['https://evil.example', 'http://shop.example', 'https://shop.example.evil.com', 'null']) {
      const reply = await from(origin)
      expect([reply.status, reply.body.error.code]).toEqual([403, 'origin_not_allowed'])
      const before = await stored()
      expect((await ada.call('POST', 'messages', good(), { origin })).status).toBe(403)
      expect(await stored()).toEqual(before)
    }
    const asked = await ada.call('OPTIONS', 'messages', undefined, { origin: 'https://shop.example' })
    expect(asked.status).toBe(204)
    expect(asked.headers.get('access-control-allow-credentials')).toBeNull()
    await change({ settings: {} })
  })

  it('can read why they are refused, and nothing else', async () => {
    const origin = 'https://evil.example'
    await change({ settings: { allowedDomains: ['https://shop.example'] } })
    const refused = await ada.call('GET', 'conversations', undefined, { origin })
    await change({ settings: {} })
    const wrongKey = await visitor(hub.url, 'no-such-key').call('GET', 'config', undefined, { origin })
    for (const { status, headers, body } of [refused, wrongKey]) {
      expect(status).toBeGreaterThanOrEqual(403)
      expect(Object.keys(body as object)).toEqual(['error'])
      expect(headers.get('access-control-allow-origin')).toBe(origin)
      expect(headers.get('access-control-allow-credentials')).toBeNull()
    }
  })

  it.each([
    ['its site is taken off the list', { settings: { allowedDomains: ['https://other.example'] } }],
    ['its address is blocked', { settings: { blockedAddresses: ['127.0.0.0/8'] } }],
    ['the chat is switched off', { enabled: false }],
  ])('hear nothing more on a stream that is open when %s', async (_, closed) => {
    await change({ settings: { allowedDomains: ['https://shop.example'] } })
    const bea = await arrive()
    const line = bea.listen(undefined, { origin: 'https://shop.example' })
    await line.opened
    await change({ settings: { allowedDomains: ['https://shop.example', 'https://other.example'] } })
    await bea.write('Still there?')
    await line.until((heard) => heard.some(({ type }) => type === 'message'))
    await change(closed)
    await line.closed
    await change({ settings: {}, enabled: true })
    expect(line.heard.at(-1)?.event.type).toBe('expired')
  })

  it('and addresses can be shut out, and the chat switched off', async () => {
    await change({ settings: { blockedAddresses: ['127.0.0.0/8'] } })
    expect((await ada.begin()).body.error.code).toBe('blocked')
    await change({ settings: {}, enabled: false })
    expect((await ada.begin()).body.error.code).toBe('channel_disabled')
    await change({ enabled: true })
    expect((await ada.begin()).status).toBe(200)
  })

  async function change(data: { settings?: Record<string, string[]>; enabled?: boolean }) {
    await transact(hub.services, async (tx) => {
      await tx.channel.update({ where: { id: hub.channelId }, data })
      await append(tx, { type: 'directory.changed', data: { list: 'CHANNELS' } })
    })
    const { id } = await hub.services.db.prisma.event.findFirstOrThrow({ orderBy: { id: 'desc' } })
    while (hub.services.tail.position() < id) await new Promise((soon) => setTimeout(soon, 5))
  }
})

describe('a flood', () => {
  it('is held back with the time to wait, and others go on', async () => {
    const mallory = await arrive()
    const replies = await Promise.all(Array.from({ length: 400 }, (_, n) => mallory.write(`Spam ${n}`)))
    const refused = replies.filter(({ status }) => status === 429)
    expect(refused.length).toBeGreaterThan(100)
    expect(replies.every(({ status }) => status === 200 || status === 429)).toBe(true)
    expect(refused[0]?.body.error).toMatchObject({ code: 'rate_limited', retryAfter: expect.any(Number) })
    expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThan(0)
    expect((await ada.write('Am I slowed down?')).status).toBe(200)
  })
})

describe('pictures', () => {
  it('that unpack to more than they should are refused', async () => {
    const before = await stored()
    const bomb = await sharp({ create: { width: 12_000, height: 12_000, channels: 3, background: '#fff' } })
      .png({ compressionLevel: 9 })
      .toBuffer()
    const reply = await ada.upload('small.png', bomb)
    expect(reply.status).toBe(400)
    expect(reply.body).toMatchObject({ error: { code: 'invalid_input', field: 'file' } })
    expect(await stored()).toEqual(before)
  })
})
