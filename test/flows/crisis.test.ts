import { afterAll, beforeAll, expect, it } from 'vitest'
import type { WidgetConfig } from '../../widget/src/protocol.ts'
import { openFloor, type Seated } from '../support/floor.ts'
import { type Hub, startHub } from '../support/hub.ts'
import { visitor } from '../support/visitor.ts'

let hub: Hub
let mia: Seated
let floor: ReturnType<typeof openFloor>
beforeAll(async () => {
  hub = await startHub()
  floor = openFloor(hub)
  mia = await floor.seat({ name: 'Mia' })
})
afterAll(async () => {
  mia.leave()
  await hub.stop()
})

type Queue = Awaited<ReturnType<typeof floor.queue>>
const crisis = (queue: Queue, active: boolean, more: object = {}) =>
  queue.boss.mutate('setQueueCrisis', { queueId: queue.id, active, ...more }, 'queue { crisisSince crisisText }')

it('a crisis tells everybody who is there, and who comes, what to expect, until it is over', async () => {
  const queue = await floor.queue([mia])
  const { publicKey } = await hub.services.db.prisma.channel.findUniqueOrThrow({ where: { id: queue.channelId } })
  const there = visitor(hub.url, publicKey)
  await there.begin()
  const listening = there.listen()
  await listening.opened
  const config = async () => (await visitor(hub.url, publicKey).call<WidgetConfig>('GET', 'config')).body
  expect((await config()).announcement).toBeNull()
  const text = 'Our payments are down. We know, and are at it.'
  const begun = await crisis(queue, true, { text })
  expect(begun.queue).toMatchObject({ crisisText: text, crisisSince: expect.any(String) })
  await listening.until((heard) => heard.some((one) => one.type === 'announcement' && one.text === text))
  await expect.poll(async () => (await config()).announcement).toBe(text)
  const again = await crisis(queue, true)
  expect(again.queue.crisisSince).toBe(begun.queue.crisisSince)
  await crisis(queue, false)
  await listening.until((heard) => heard.at(-1)?.type === 'announcement' && heard.length > 2)
  await expect.poll(async () => (await config()).announcement).toBeNull()
  listening.stop()
})

it('a queue in a crisis goes before those whose customers wait longer', async () => {
  await mia.present('LUNCH')
  const [calm, urgent] = [await floor.queue([mia]), await floor.queue([mia])]
  const [first, second] = [await calm.comes(), await urgent.comes()]
  await crisis(urgent, true, { text: 'Long waits', priorityClass: 1 })
  await mia.present('AVAILABLE')
  const offer = await mia.asked()
  expect(offer.conversation.id).toBe(second)
  await mia.accept(offer)
  await mia.accept(await mia.asked(first))
})

it('one that says nothing and changes nothing is none, and only who leads may begin one', async () => {
  const queue = await floor.queue([mia])
  expect(await crisis(queue, true)).toMatchObject({ field: 'text' })
  expect(await crisis(queue, true, { text: 'x'.repeat(501) })).toMatchObject({ field: 'text' })
  expect(await crisis(queue, true, { text: 'x', priorityClass: 10 })).toMatchObject({ field: 'priorityClass' })
  expect(await mia.mutate('setQueueCrisis', { queueId: queue.id, active: true, text: 'x' })).toMatchObject({
    __typename: 'ForbiddenError',
  })
})
