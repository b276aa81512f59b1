import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rowsOf } from '../support/database.ts'
import { openFloor, type Seated } from '../support/floor.ts'
import { type Hub, startHub } from '../support/hub.ts'

let hub: Hub
let floor: ReturnType<typeof openFloor>
beforeAll(async () => {
  hub = await startHub()
  floor = openFloor(hub)
})
afterAll(() => hub.stop())

const prisma = () => hub.services.db.prisma
const hour = 3_600_000
const period = () => ({
  from: new Date(Date.now() - 12 * hour).toISOString(),
  to: new Date(Date.now() + hour).toISOString(),
})
const fields = `agent { id } averageHandleTime occupancy utilisation concurrency
  counters { handled transferred released talkSeconds withWorkSeconds concurrentSeconds offered accepted declined notResponding }
  states { state seconds reason { paid } }`
async function numbersOf(agent: { id: string }, by: Pick<Seated, 'gql'>, asked: object = period()) {
  const text = `query($from: DateTime!, $to: DateTime!) { agentNumbers(from: $from, to: $to) { ${fields} } }`
  const { data, errors } = await by.gql(text, { ...asked })
  if (errors) throw new Error(JSON.stringify(errors))
  return data.agentNumbers.find((one: { agent: { id: string } }) => one.agent.id === agent.id)
}
const close = (agent: Pick<Seated, 'mutate'>, conversationId: string) =>
  agent.mutate('setConversationStatus', { conversationId, status: 'CLOSED' })
const storyOf = async (conversationId: string) => {
  const rows = await prisma().assignment.findMany({ where: { conversationId }, orderBy: { startedAt: 'asc' } })
  return rows.map(({ agentId, outcome }) => [agentId, outcome])
}

describe('who had a conversation', () => {
  it('is known from when until when, and how it ended: given on, put aside, given back, closed', async () => {
    const [mia, jonas] = [await floor.seat({ name: 'Mia' }), await floor.seat({ name: 'Jonas' })]
    const queue = await floor.queue([mia], { offerTimeoutSeconds: 600 })
    const id = await queue.comes()
    await mia.accept(await mia.asked(id))
    await mia.mutate('assignConversation', { conversationId: id, agentId: jonas.id })
    await jonas.mutate('setConversationStatus', { conversationId: id, status: 'PENDING' })
    await jonas.mutate('setConversationStatus', { conversationId: id, status: 'OPEN' })
    await jonas.mutate('moveToQueue', { conversationId: id, queueId: queue.id })
    await mia.accept(await mia.asked(id))
    await close(mia, id)
    expect(await storyOf(id)).toEqual([
      [mia.id, 'transferred'],
      [jonas.id, 'parked'],
      [jonas.id, 'released'],
      [mia.id, 'closed'],
    ])
    const boss = queue.boss
    expect(await numbersOf(mia, boss)).toMatchObject({
      counters: { handled: 2, transferred: 1, released: 0, offered: 2, accepted: 2, declined: 0, notResponding: 0 },
    })
    expect(await numbersOf(jonas, boss)).toMatchObject({ counters: { handled: 0, released: 1, offered: 0 } })
    mia.leave()
    jonas.leave()
  })

  it('is never two at once, and never twice one after the other without an end, however many take it at once', async () => {
    const agents = await Promise.all([1, 2, 3, 4].map(() => hub.agent({ role: 'supervisor' })))
    const { conversationId } = await floor.write('crowd', 'Hello')
    await Promise.all(
      Array.from({ length: 40 }, (_, n) => {
        const by = agents[n % 4]
        const to = agents[(n * 7) % 4]
        if (n % 5 === 0) return by?.mutate('assignConversation', { conversationId, agentId: null })
        if (n % 7 === 0) return close(by as Seated, conversationId)
        return by?.mutate('assignConversation', { conversationId, agentId: to?.id })
      }),
    )
    const [overlaps] = await rowsOf(
      hub.databaseUrl,
      `SELECT count(*)::int AS n FROM assignments a JOIN assignments b ON b.conversation_id = a.conversation_id AND b.id > a.id
        WHERE tstzrange(a.started_at, a.ended_at) && tstzrange(b.started_at, b.ended_at)`,
    )
    expect(overlaps).toEqual({ n: 0 })
    const now = await prisma().conversation.findUniqueOrThrow({ where: { id: conversationId } })
    const open = await prisma().assignment.findMany({ where: { conversationId, endedAt: null } })
    const has = now.status === 'open' ? now.assigneeId : null
    expect(open.map(({ agentId }) => agentId)).toEqual(has ? [has] : [])
  })
})

describe('the figures of an agent', () => {
  it('are made of the time they had each conversation and were in each state, cut at the ends of the period', async () => {
    const mia = await hub.agent({ name: 'Mia' })
    const queue = await floor.queue([await floor.seat({ name: 'Else' })])
    const [first, second] = [await queue.comes(), await queue.comes()]
    const day = (time: string) => `2026-01-05T${time}:00Z`
    const had = [
      [first, day('09:00'), day('09:30'), 'closed'],
      [second, day('09:20'), day('10:10'), 'transferred'],
    ]
    const rows = had.map(
      ([id, from, to, outcome]) =>
        `('${id}', '${mia.id}', '${queue.id}', '${queue.channelId}', '${from}', '${to}', '${outcome}')`,
    )
    const did = [
      ['available', day('08:00'), day('09:00')],
      ['busy', day('09:00'), day('10:10')],
      ['wrap_up', day('10:10'), day('10:20')],
      ['meeting', day('10:20'), day('11:00')],
      ['lunch', day('11:00'), day('12:00')],
    ]
    const states = did.map(
      ([state, from, to]) =>
        `('${mia.id}', '${state}', (SELECT id FROM presence_reasons WHERE state = '${state === 'busy' ? 'available' : state}'), '${from}', '${to}')`,
    )
    await rowsOf(
      hub.databaseUrl,
      `INSERT INTO assignments (conversation_id, agent_id, queue_id, channel_id, started_at, ended_at, outcome) VALUES ${rows.join()};
       INSERT INTO presence_intervals (agent_id, state, reason_id, started_at, ended_at) VALUES ${states.join()}`,
    )
    const boss = queue.boss
    const found = await numbersOf(mia, boss, { from: day('09:10'), to: day('11:30') })
    expect(found.counters).toMatchObject({ handled: 2, transferred: 1, talkSeconds: 80 * 60 })
    expect(found.counters).toMatchObject({ withWorkSeconds: 60 * 60, concurrentSeconds: 70 * 60 })
    expect(found.averageHandleTime).toBe((80 + 10) * 30)
    expect(found.concurrency).toBeCloseTo(70 / 60)
    const seconds = Object.fromEntries(
      found.states.map((one: { state: string; seconds: number }) => [one.state, one.seconds / 60]),
    )
    expect(seconds).toEqual({ BUSY: 60, WRAP_UP: 10, MEETING: 40, LUNCH: 30 })
    expect(found.occupancy).toBe(100)
    expect(found.utilisation).toBeCloseTo((100 * 70) / 110)
    const whole = await numbersOf(mia, boss, { from: day('08:00'), to: day('12:00') })
    expect(whole.occupancy).toBeCloseTo((100 * 80) / 140)
    const own = (await mia.gql(`{ agentNumbers(from: "${day('08:00')}", to: "${day('12:00')}") { agent { id } } }`))
      .data
    expect(own.agentNumbers).toEqual([{ agent: { id: mia.id } }])
  })

  it('of a day on which nothing happened are unknown, not nought', async () => {
    const mia = await hub.agent({ name: 'Mia' })
    const asked = { from: '2025-01-05T00:00:00Z', to: '2025-01-06T00:00:00Z' }
    expect(await numbersOf(mia, mia, asked)).toMatchObject({
      averageHandleTime: null,
      occupancy: null,
      utilisation: null,
      concurrency: null,
      counters: { handled: 0 },
      states: [],
    })
  })
})
