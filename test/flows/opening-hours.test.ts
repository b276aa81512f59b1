import { afterAll, beforeAll, expect, it } from 'vitest'
import type { WidgetConfig } from '../../widget/src/protocol.ts'
import { newId } from '../../server/src/platform/ids.ts'
import type { AgentClient } from '../support/agent.ts'
import { openFloor, type Seated } from '../support/floor.ts'
import { type Hub, startHub } from '../support/hub.ts'
import { visitor } from '../support/visitor.ts'

let hub: Hub
let boss: AgentClient
let floor: ReturnType<typeof openFloor>
/** Works the queues that nobody is wanted in. */
let idle: Seated
beforeAll(async () => {
  hub = await startHub()
  boss = await hub.agent({ role: 'supervisor' })
  floor = openFloor(hub)
  idle = await floor.seat({})
  await idle.present('LUNCH')
})
afterAll(async () => {
  idle.leave()
  await hub.stop()
})

const prisma = () => hub.services.db.prisma
const selection = `openingHours { id name timeZone hours { day from to } holidays { date name from to }
  queues { id } channels { id } }`
const save = (input: object, who = boss) =>
  who.mutate('saveOpeningHours', { brandId: hub.brandId, name: newId(), timeZone: 'UTC', ...input }, selection)
/** Never open in this minute, nor in the hours around it. */
function elsewhen() {
  const day = (new Date(Date.now() + 3 * 86_400_000).getUTCDay() + 6) % 7
  return [{ day: day + 1, from: 540, to: 600 }]
}
const today = () => new Date().toISOString().slice(0, 10)

async function website(channelId: string) {
  const { publicKey } = await prisma().channel.update({
    where: { id: channelId },
    data: { settings: { showHours: true } },
  })
  return (await visitor(hub.url, publicKey).call<WidgetConfig>('GET', 'config')).body.hours
}

it('a queue keeps its own hours, else those of its channel, else those of its brand, and the website says so', async () => {
  const queue = await floor.queue([idle])
  expect(await website(queue.channelId)).toMatchObject({ openNow: true, nextOpenAt: null })
  const { openingHours: channel } = await save({ hours: elsewhen(), channelIds: [queue.channelId] })
  expect(channel.channels).toEqual([{ id: queue.channelId }])
  await expect.poll(() => website(queue.channelId)).toMatchObject({ openNow: false, days: elsewhen() })
  const { openingHours: own } = await save({ queueIds: [queue.id], timeZone: 'Asia/Kolkata' })
  await expect.poll(() => website(queue.channelId)).toMatchObject({ openNow: true, timeZone: 'Asia/Kolkata' })
  await boss.mutate('deleteOpeningHours', { hoursId: own.id })
  await expect.poll(() => website(queue.channelId)).toMatchObject({ openNow: false })
  await save({ id: channel.id, name: channel.name, hours: elsewhen(), channelIds: [] })
  await expect.poll(() => website(queue.channelId)).toMatchObject({ openNow: true })
})

it('a holiday closes what is always open, and its customers are told when it opens again', async () => {
  const queue = await floor.queue([idle])
  await save({ holidays: [{ date: today(), name: 'Founders’ day' }], queueIds: [queue.id] })
  const tomorrow = new Date(Date.parse(today()) + 86_400_000).toISOString()
  expect(await website(queue.channelId)).toMatchObject({ openNow: false, nextOpenAt: tomorrow })
  const { updateBrand: _none, ...brand } = await boss.mutate(
    'updateBrand',
    { brandId: hub.brandId, holidays: [{ date: '2030-12-24', name: 'Eve', from: 540, to: 720 }] },
    'brand { holidays { date name from to } }',
  )
  expect(brand.brand.holidays).toEqual([{ date: '2030-12-24', name: 'Eve', from: 540, to: 720 }])
})

it('a rule that asks whether it is open means the hours of the queue the conversation came to', async () => {
  const [day, night] = [await floor.queue([idle]), await floor.queue([idle])]
  await save({ hours: elsewhen(), queueIds: [day.id] })
  const { rulesVersion } = await prisma().brand.findUniqueOrThrow({ where: { id: hub.brandId } })
  const rules = [{ name: 'Night', queueId: night.id, conditions: [{ kind: 'HOURS', within: false }] }]
  await boss.mutate('saveRouting', { brandId: hub.brandId, version: rulesVersion, rules })
  const conversationId = await day.comes()
  await expect
    .poll(() => prisma().conversation.findUniqueOrThrow({ where: { id: conversationId }, select: { queueId: true } }))
    .toEqual({ queueId: night.id })
})

it('what cannot be is refused where it stands, and nothing is half saved', async () => {
  const queue = await floor.queue([idle])
  const name = newId()
  const refused: [object, string][] = [
    [{ timeZone: 'Mars/Base' }, 'timeZone'],
    [{ hours: [{ day: 1, from: 60, to: 60 }] }, 'hours.0.to'],
    [{ holidays: [{ date: '2026-02-30', name: 'Never' }] }, 'holidays.0.date'],
    [{ queueIds: [queue.id, newId()] }, 'queueIds'],
    [{ channelIds: ['x'] }, 'channelIds'],
  ]
  for (const [wrong, field] of refused) {
    expect(await save({ name, queueIds: [queue.id], ...wrong })).toMatchObject({ field })
  }
  expect(await prisma().openingHours.count({ where: { name } })).toBe(0)
  await save({ name })
  expect(await save({ name })).toMatchObject({ __typename: 'ConflictError' })
  const agent = await hub.agent({})
  expect(await save({}, agent)).toMatchObject({ __typename: 'ForbiddenError' })
})
