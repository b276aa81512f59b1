import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import type { CarriedChannel } from '../../server/src/channels/carried.ts'
import { carriedPlace, mailFrom, scriptedCarrier } from '../support/carrier.ts'
import { type Hub, startHub } from '../support/hub.ts'

let hub: Hub
const begun = new Map<string, number>()
const slow = new Map<string, Promise<void>>()
const scripted = scriptedCarrier().adapter
const adapter: CarriedChannel = {
  ...scripted,
  async understand(channel, item, keepFile) {
    begun.set(channel.id, (begun.get(channel.id) ?? 0) + 1)
    await slow.get(channel.id)
    return scripted.understand(channel, item, keepFile)
  },
}
beforeAll(async () => {
  hub = await startHub({ carriers: [adapter] })
})
afterAll(() => hub.stop())

it('what comes in on one channel does not wait for the slow files of others, and these wait only for themselves', async () => {
  const gate = Promise.withResolvers<void>()
  const [one, two, quick] = [await carriedPlace(hub), await carriedPlace(hub), await carriedPlace(hub)]
  for (const { id } of [one, two]) slow.set(id, gate.promise)
  await Promise.all(
    [one, two].flatMap((place) =>
      Array.from({ length: 60 }, (_, n) => place.bring(mailFrom(`slow-${n}@example.com`, 'With a large picture'))),
    ),
  )
  await vi.waitFor(() => expect(Math.min(begun.get(one.id) ?? 0, begun.get(two.id) ?? 0)).toBeGreaterThan(2), 5000)

  for (let n = 0; n < 20; n++) await quick.bring(mailFrom('quick@example.com', `sentence ${n}`))
  const { prisma } = hub.services.db
  await vi.waitFor(async () => expect(await prisma.message.count({ where: { channelId: quick.id } })).toBe(20), 5000)
  expect(await prisma.message.count({ where: { channelId: { in: [one.id, two.id] } } })).toBe(0)

  gate.resolve()
  const all = { channelId: { in: [one.id, two.id] } }
  await vi.waitFor(async () => expect(await prisma.message.count({ where: all })).toBe(120), 15_000)
  // Each was taken once.
  expect([begun.get(one.id), begun.get(two.id)]).toEqual([60, 60])
})

it('a channel alone is worked off many at once, although none is ever given all places', async () => {
  const gate = Promise.withResolvers<void>()
  const alone = await carriedPlace(hub)
  slow.set(alone.id, gate.promise)
  await Promise.all(Array.from({ length: 40 }, (_, n) => alone.bring(mailFrom(`one-${n}@example.com`, 'Hello'))))
  await vi.waitFor(() => expect(begun.get(alone.id)).toBe(16), 5000)
  gate.resolve()
  await vi.waitFor(async () => {
    expect(await hub.services.db.prisma.message.count({ where: { channelId: alone.id } })).toBe(40)
  }, 15_000)
})
