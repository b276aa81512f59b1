import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../server/src/platform/ids.ts'
import type { AgentClient } from '../support/agent.ts'
import { customerWrites } from '../support/customer.ts'
import { type Hub, startHub } from '../support/hub.ts'
import { visitor } from '../support/visitor.ts'

let hub: Hub
let mia: AgentClient
let sofia: AgentClient
let write: ReturnType<typeof customerWrites>
let queueId: string
beforeAll(async () => {
  hub = await startHub()
  mia = await hub.agent({ name: 'Mia' })
  sofia = await hub.agent({ name: 'Sofia', role: 'supervisor' })
  write = customerWrites(hub.services, hub)
  queueId = (await db().queue.findFirstOrThrow({ where: { brandId: hub.brandId } })).id
  await db().queue.update({
    where: { id: queueId },
    data: { targetSeconds: 20, shortAbandonSeconds: 5, formula: 'SL6' },
  })
})
afterAll(() => hub.stop())

const db = () => hub.services.db.prisma
const counters =
  'counters { offered answered answeredInTime abandoned abandonedInTime abandonedShortly flowedOut withdrawn waiting waitSumAnswered waitSumAbandoned }'
const asked = `query($from: DateTime!, $to: DateTime!) { queueNumbers(from: $from, to: $to) {
  queue { id name } ${counters} serviceLevel serviceLevels { formula percent } averageSpeedOfAnswer abandonRate
  medianWait ninetiethWait intervals { start serviceLevel ${counters} } } }`
const numbers = async (day: Date, who = sofia, hours = 24) => {
  const to = new Date(day.getTime() + hours * 3_600_000)
  return who.gql(asked, { from: day.toISOString(), to: to.toISOString() })
}
/** How long somebody waited before this became of it, on that day and hour. */
async function waited(conversationId: string, day: Date, seconds: number | null) {
  const leftAt = seconds === null ? null : new Date(day.getTime() + seconds * 1000)
  const entry = await db().queueEntry.findFirstOrThrow({ where: { conversationId }, orderBy: { enteredAt: 'asc' } })
  await db().queueEntry.update({ where: { id: entry.id }, data: { enteredAt: day, waitingSince: day, leftAt } })
}
const comes = async () => (await write(newId(), 'Hello?')).conversationId
async function answered(day: Date, seconds: number) {
  const conversationId = await comes()
  await mia.mutate('reply', { conversationId, clientId: newId(), body: 'Hello!' })
  await waited(conversationId, day, seconds)
}
async function leaves(day: Date, seconds: number) {
  const ada = visitor(hub.url, hub.channelKey)
  await ada.begin()
  const { body } = await ada.write('Hello?')
  await ada.call('POST', `conversations/${body.conversation.id}/end`)
  await waited(body.conversation.id, day, seconds)
}

describe('the numbers of a queue', () => {
  it('count what became of everybody who came, in time and late, by the formula of the queue and by all', async () => {
    const day = new Date('2026-03-02T00:00:00Z')
    const nine = new Date('2026-03-02T09:05:00Z')
    const ten = new Date('2026-03-02T10:20:00Z')
    for (const seconds of [0, 10, 20]) await answered(nine, seconds)
    await answered(ten, 60)
    for (const seconds of [3, 15, 40]) await leaves(ten, seconds)
    const aside = await comes()
    await mia.mutate('setConversationStatus', { conversationId: aside, status: 'CLOSED' })
    await waited(aside, nine, 30)
    const [own] = (await numbers(day)).data.queueNumbers
    expect(own).toMatchObject({
      queue: { id: queueId },
      counters: {
        offered: 8,
        answered: 4,
        answeredInTime: 3,
        abandoned: 3,
        abandonedInTime: 2,
        abandonedShortly: 1,
        flowedOut: 0,
        withdrawn: 1,
        waiting: 0,
        waitSumAnswered: 90,
        waitSumAbandoned: 58,
      },
      serviceLevel: 50,
      averageSpeedOfAnswer: 22.5,
      abandonRate: 37.5,
      medianWait: 15,
    })
    expect(own.ninetiethWait).toBeCloseTo(48, 5)
    const level = (formula: string) =>
      own.serviceLevels.find((one: { formula: string }) => one.formula === formula).percent
    expect(
      ['SL1', 'SL2', 'SL3', 'SL4', 'SL5', 'SL6'].map(level).map((percent) => Math.round(percent * 10) / 10),
    ).toEqual([71.4, 75, 42.9, 60, 57.1, 50])
    expect(
      own.intervals.map((one: { start: string; counters: { offered: number } }) => [one.start, one.counters.offered]),
    ).toEqual([
      ['2026-03-02T09:00:00.000Z', 4],
      ['2026-03-02T10:15:00.000Z', 4],
    ])
  })

  it('are the same by channel, of all its queues together', async () => {
    const day = { from: '2026-03-02T00:00:00Z', to: '2026-03-03T00:00:00Z' }
    const { data } = await sofia.gql(
      `query($from: DateTime!, $to: DateTime!) { channelNumbers(from: $from, to: $to) {
         channel { id } serviceLevel averageSpeedOfAnswer abandonRate counters { offered answered abandoned } } }`,
      day,
    )
    expect(data.channelNumbers).toEqual([
      {
        channel: { id: hub.channelId },
        serviceLevel: 50,
        averageSpeedOfAnswer: 22.5,
        abandonRate: 37.5,
        counters: { offered: 8, answered: 4, abandoned: 3 },
      },
    ])
  })

  it('tell of somebody who went on to another queue in both, and of who still waits', async () => {
    const day = new Date('2026-03-09T00:00:00Z')
    const other = await db().queue.create({ data: { name: 'Returns', brandId: hub.brandId, everyone: true } })
    const conversationId = await comes()
    await mia.mutate('moveToQueue', { conversationId, queueId: other.id })
    await waited(conversationId, day, 12)
    const moved = { enteredAt: day, waitingSince: day }
    await db().queueEntry.updateMany({ where: { conversationId, queueId: other.id }, data: moved })
    const { queueNumbers } = (await numbers(day)).data
    const of = (id: string) => queueNumbers.find((one: { queue: { id: string } }) => one.queue.id === id).counters
    expect(of(queueId)).toMatchObject({ offered: 1, flowedOut: 1, waiting: 0 })
    expect(of(other.id)).toMatchObject({ offered: 1, flowedOut: 0, waiting: 1 })
  })

  it('add up, whatever has happened', async () => {
    const { queueNumbers } = (await numbers(new Date(Date.now() - 86_400_000), sofia, 48)).data
    for (const { counters: c } of queueNumbers) {
      expect(c.answered + c.abandoned + c.flowedOut + c.withdrawn + c.waiting).toBe(c.offered)
    }
  })

  it('of a day on which nobody came are nothing, which is no service level', async () => {
    const [own] = (await numbers(new Date('2025-01-01T00:00:00Z'))).data.queueNumbers
    expect(own).toMatchObject({
      counters: { offered: 0 },
      serviceLevel: null,
      averageSpeedOfAnswer: null,
      abandonRate: null,
      medianWait: null,
      intervals: [],
    })
  })

  it('are of a period that ends after it begins, and of a month at most', async () => {
    for (const hours of [0, -1, 32 * 24]) {
      const { errors } = await numbers(new Date('2026-03-02T00:00:00Z'), sofia, hours)
      expect(errors?.[0]?.extensions).toMatchObject({ code: 'INVALID_INPUT' })
    }
  })
})

describe('the people on the floor', () => {
  it('are told with what weighs on them, and who waits longest for an answer of theirs', async () => {
    // Where agents pick as they like, nothing is weighed.
    await db().queue.update({ where: { id: queueId }, data: { routed: true } })
    const nora = await hub.agent({ name: 'Nora' })
    const desk = async (who = sofia) => {
      const asked = '{ floorAgents { agent { id name } used capacity conversations waitingSince } }'
      const { floorAgents } = (await who.gql(asked)).data
      return floorAgents.find((one: { agent: { id: string } }) => one.agent.id === nora.id)
    }
    await expect.poll(() => desk()).toMatchObject({ used: 0, capacity: 100, conversations: 0, waitingSince: null })
    const conversationId = await comes()
    await nora.mutate('assignConversation', { conversationId, agentId: nora.id })
    const { waitingSince } = await db().conversation.findUniqueOrThrow({ where: { id: conversationId } })
    await expect
      .poll(() => desk())
      .toMatchObject({ used: 25, conversations: 1, waitingSince: waitingSince?.toISOString() })
    await nora.mutate('reply', { conversationId, clientId: newId(), body: 'Hello!' })
    await expect.poll(() => desk()).toMatchObject({ used: 25, conversations: 1, waitingSince: null })
    const elsewhere = await db().brand.create({ data: { name: 'Elsewhere' } })
    const other = await hub.agent({ role: 'supervisor', brandIds: [elsewhere.id] })
    await expect.poll(() => desk(other)).toMatchObject({ conversations: 0, waitingSince: null })
    await nora.mutate('setConversationStatus', { conversationId, status: 'CLOSED' })
    await expect.poll(() => desk()).toMatchObject({ used: 0, conversations: 0 })
    await db().queue.update({ where: { id: queueId }, data: { routed: false } })
  })
})
