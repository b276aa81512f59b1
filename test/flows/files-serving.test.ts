import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { removeOrphans } from '../../server/src/conversations/attachments/orphans.ts'
import type { WireAttachment } from '../../widget/src/protocol.ts'
import { type Hub, startHub } from '../support/hub.ts'
import { type Visitor, visitor } from '../support/visitor.ts'

let hub: Hub
let ada: Visitor
beforeAll(async () => {
  hub = await startHub()
  ada = visitor(hub.url, hub.channelKey)
  await ada.begin()
})
afterAll(() => hub.stop())

const upload = async (name: string, bytes: Uint8Array) => {
  const { status, body } = await ada.upload(name, bytes)
  expect(status).toBe(200)
  return body as unknown as WireAttachment
}
const get = (address: string) => fetch(hub.url + address)
const bytesOf = (text: string) => new TextEncoder().encode(text)
const zip = Buffer.from('504b0304140000000000000021000000000000000000000000000100000061504b0102', 'hex')

describe('a picture', () => {
  it('is measured, shown in place, and made smaller without its metadata', async () => {
    const photo = await sharp({ create: { width: 1200, height: 800, channels: 3, background: '#3a7' } })
      .withExif({ IFD0: { Copyright: 'where I live' } })
      .jpeg()
      .toBuffer()
    const file = await upload('beach.jpg', photo)
    expect(file).toMatchObject({
      name: 'beach.jpg',
      contentType: 'image/jpeg',
      width: 1200,
      height: 800,
      size: photo.length,
    })
    const whole = await get(file.url)
    expect(whole.headers.get('content-disposition')).toMatch(/^inline/)
    expect(Buffer.from(await whole.arrayBuffer()).equals(photo)).toBe(true)
    const small = await get(file.thumbnailUrl ?? '')
    expect(small.headers.get('content-type')).toBe('image/webp')
    const { width, height, exif } = await sharp(Buffer.from(await small.arrayBuffer())).metadata()
    expect({ width, height, exif }).toEqual({ width: 480, height: 320, exif: undefined })
  })
})

describe('a file is what its bytes are', () => {
  it.each([
    ['a zip named .png', 'holiday.png', zip, 'application/zip'],
    ['a page named .png', 'x.png', bytesOf('<html><script>alert(1)</script></html>'), 'application/octet-stream'],
    ['a page', 'x.html', bytesOf('<!doctype html><script>alert(1)</script>'), 'application/octet-stream'],
    ['a drawing with a script', 'x.svg', bytesOf('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'), null],
    ['a text', 'notes.txt', bytesOf('hello'), 'application/octet-stream'],
  ])('%s is only downloaded', async (_what, name, bytes, contentType) => {
    const file = await upload(name, bytes)
    if (contentType) expect(file.contentType).toBe(contentType)
    expect(file.thumbnailUrl).toBeNull()
    const answer = await get(file.url)
    expect(answer.headers.get('content-type')).not.toMatch(/html|svg|script/)
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment/)
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    expect(answer.headers.get('content-security-policy')).toContain('sandbox')
  })

  it('and its name cannot lead anywhere', async () => {
    expect((await upload('../../../etc/passwd', bytesOf('x'))).name).toBe('passwd')
    expect((await upload('a\r\nSet-Cookie: b=c', bytesOf('x'))).name).toBe('aSet-Cookie b=c')
    const file = await upload('..%2f..%2f"quoted".txt', bytesOf('x'))
    const answer = await get(file.url)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-disposition')).not.toMatch(/"[^"]*"[^";]*"/)
  })
})

describe('limits', () => {
  it('refuse what is too long or empty, and store nothing', async () => {
    const before = await hub.services.db.prisma.attachment.count()
    const long = await ada.upload('long.bin', new Uint8Array(10_000_001))
    expect([long.status, (long.body as unknown as { error: { code: string } }).error.code]).toEqual([413, 'too_large'])
    expect((await ada.upload('empty.bin', new Uint8Array())).status).toBe(400)
    expect(await hub.services.db.prisma.attachment.count()).toBe(before)
  })
})

describe('addresses', () => {
  it('open only with their signature', async () => {
    const { url, id } = await upload('mine.txt', bytesOf('mine'))
    const bad = [`/files/${id}/mine.txt`, url.replace(/s=\w/, 's=0x'), url.replace(/e=\d/, 'e=9'), `${url}&v=thumbnail`]
    for (const address of bad) expect((await get(address)).status).toBe(404)
    expect((await get(`/files/..%2f..%2fetc%2fpasswd/x?e=9999999999&s=0`)).status).toBe(404)
    expect(await (await get(url)).text()).toBe('mine')
  })
})

describe('agents', () => {
  it('upload when signed in, and send to the customer', async () => {
    const put = (headers: Record<string, string>) =>
      fetch(`${hub.url}/files?name=offer.txt`, { method: 'PUT', headers, body: 'offer' })
    expect((await put({})).status).toBe(401)
    const agent = await hub.agent()
    expect((await put({ ...agent.headers, origin: 'https://evil.test' })).status).toBe(403)
    const file = (await (await put({ ...agent.headers, origin: hub.url })).json()) as WireAttachment
    const { id } = (await ada.write('Send me an offer')).body.conversation
    await agent.mutate('reply', { conversationId: id, clientId: 'c1', body: '', attachmentIds: [file.id] })
    const thread = await ada.call<{ messages: { attachments: WireAttachment[] }[] }>('GET', `conversations/${id}`)
    const got = thread.body.messages.at(-1)?.attachments[0]
    expect(await (await get(got?.url ?? '')).text()).toBe('offer')
  })
})

describe('files that no message took', () => {
  it('are removed after some hours, and only they', async () => {
    const orphan = await upload('orphan.txt', bytesOf('x'))
    const kept = await upload('kept.txt', bytesOf('x'))
    await ada.write('Here', { attachmentIds: [kept.id] })
    const later = { ...hub.services, clock: { now: () => new Date(Date.now() + 5 * 3_600_000) } }
    expect(await removeOrphans(hub.services)).toBe(0)
    expect(await removeOrphans(later)).toBeGreaterThan(0)
    expect((await get(orphan.url)).status).toBe(404)
    expect((await get(kept.url)).status).toBe(200)
  })
})
