import { existsSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { removeOrphans } from '../../server/src/conversations/attachments/orphans.ts'
import type { WireAttachment } from '../../widget/src/protocol.ts'
import { type Hub, startHub } from '../support/hub.ts'
import { startStore, type Store } from '../support/s3.ts'
import { type Visitor, visitor } from '../support/visitor.ts'

let store: Store
let hub: Hub
let ada: Visitor
beforeAll(async () => {
  store = await startStore()
  hub = await startHub({ env: store.env })
  ada = visitor(hub.url, hub.channelKey)
  await ada.begin()
})
afterAll(async () => {
  await hub.stop()
  await store.stop()
})

const get = (address: string | null) => fetch(hub.url + address)
const bytesOf = async (answer: Response) => Buffer.from(await answer.arrayBuffer())
const upload = async (name: string, bytes: Uint8Array) => {
  const { status, body } = await ada.upload(name, bytes)
  expect(status).toBe(200)
  return body as unknown as WireAttachment
}

it('a picture that a customer sends lies in the store, whole and small, and nothing of it on the disk', async () => {
  const photo = await sharp({ create: { width: 900, height: 600, channels: 3, background: '#3a7' } })
    .jpeg()
    .toBuffer()
  const file = await upload('bike.jpg', photo)
  expect(store.keys()).toHaveLength(2)
  expect(existsSync(join(hub.services.env.DATA_DIR, 'files'))).toBe(false)
  const whole = await get(file.url)
  expect(whole.headers.get('content-type')).toBe('image/jpeg')
  expect((await bytesOf(whole)).equals(photo)).toBe(true)
  const { format, width } = await sharp(await bytesOf(await get(file.thumbnailUrl))).metadata()
  expect({ format, width }).toEqual({ format: 'webp', width: 480 })
})

it('a file that no message took leaves the store after a day, and its address then opens nothing', async () => {
  const kept = await upload('kept.txt', Buffer.from('kept'))
  await ada.write('Here', { attachmentIds: [kept.id] })
  const orphan = await upload('orphan.txt', Buffer.from('left behind'))
  expect(await (await get(orphan.url)).text()).toBe('left behind')
  await removeOrphans({ ...hub.services, clock: { now: () => new Date(Date.now() + 25 * 3_600_000) } })
  expect(store.keys()).toHaveLength(1)
  expect((await get(orphan.url)).status).toBe(404)
  expect(await (await get(kept.url)).text()).toBe('kept')
})
