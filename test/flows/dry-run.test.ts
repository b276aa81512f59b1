import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../server/src/platform/ids.ts'
import type { AgentClient } from '../support/agent.ts'
import { rowsOf } from '../support/database.ts'
import { openFloor } from '../support/floor.ts'
import { type Hub, startHub } from '../support/hub.ts'

let hub: Hub
let boss: AgentClient
let mia: AgentClient
let jonas: AgentClient
let queueId: string
const day = { from: '2026-01-05T00:00:00Z', to: '2026-01-06T00:00:00Z' }
const at = (minutes: number) => new Date(Date.parse('2026-01-05T10:00:00Z') + minutes * 60_000).toISOString()

/** Six chats within a minute, each of which Mia needed five minutes for, and one whose customer left after two. */
beforeAll(async () => {
  hub = await startHub()
  const floor = openFloor(hub)
  boss = await hub.agent({ role: 'administrator' })
  mia = await hub.agent({ name: 'Mia' })
  jonas = await hub.agent({ name: 'Jonas' })
  const seat = await floor.seat({ name: 'Nobody' })
  const queue = await floor.queue([seat])
  seat.leave()
  queueId = queue.id
  await boss.mutate('updateQueue', { queueId, agents: [{ agentId: mia.id }], targetSeconds: 60 })
  for (let n = 0; n < 7; n++) {
    const id = await queue.comes()
    const [came, answered] = [at(n / 10), at(n / 10 + 1)]
    const left = n === 6
    const outcome = left ? `'abandoned', left_at = '${at(n / 10 + 2)}'` : `'answered', left_at = '${answered}'`
    await rowsOf(
      hub.databaseUrl,
      `UPDATE conversations SET status = 'closed', closed_at = '${at(n / 10 + 6)}' WHERE id = '${id}';
       UPDATE queue_entries SET entered_at = '${came}', waiting_since = '${came}', outcome = ${outcome},
              agent_id = ${left ? 'NULL' : `'${mia.id}'`} WHERE conversation_id = '${id}'`,
    )
  }
})
afterAll(() => hub.stop())

const asked = `
  __typename
  ... on DryRun {
    arrivals assumedPresence
    queues { queue { id } before { ...Tried } after { ...Tried } }
  }
  ... on UserError { message ... on InvalidInputError { field } }`
const tried = `fragment Tried on TriedQueue {
  serviceLevel averageSpeedOfAnswer medianWait ninetiethWait abandonRate occupancy
  counters { offered answered abandoned waiting }
}`
async function tryOut(by: AgentClient, change: object, period: object = day) {
  const text = `query($input: DryRunInput!) { dryRun(input: $input) { ${asked} } } ${tried}`
  const { data, errors } = await by.gql(text, { input: { change: { queueId, ...change }, ...period } })
  if (errors) throw new Error(JSON.stringify(errors))
  return data.dryRun
}
const own = ({ queues }: { queues: { queue: { id: string } }[] }) => queues.find(({ queue }) => queue.id === queueId)

describe('a supervisor who wants to change a queue', () => {
  it('sees a past day as it would have been with one more agent, beside the same day as things are', async () => {
    // Nothing was logged of that day: Mia was there as long as she answered, and Jonas never.
    const guessed = await tryOut(boss, { agents: [{ agentId: mia.id }, { agentId: jonas.id }] })
    expect(guessed).toMatchObject({ __typename: 'DryRun', arrivals: 7, assumedPresence: true })
    const reasons = await rowsOf(hub.databaseUrl, `SELECT id FROM presence_reasons WHERE state = 'available'`)
    const log = [mia, jonas].map(
      ({ id }) => `('${id}', 'available', '${reasons[0]?.['id']}', '${at(-60)}', '${at(60)}')`,
    )
    await rowsOf(
      hub.databaseUrl,
      `INSERT INTO presence_intervals (agent_id, state, reason_id, started_at, ended_at) VALUES ${log.join()}`,
    )
    const found = await tryOut(boss, { agents: [{ agentId: mia.id }, { agentId: jonas.id }] })
    expect(found.assumedPresence).toBe(false)
    const { before, after } = own(found) as never as Record<'before' | 'after', Record<string, number>>
    // She has room for four at once: two of the others wait until she is done, the third leaves.
    expect(before).toMatchObject({ counters: { offered: 7, answered: 6, abandoned: 1, waiting: 0 }, medianWait: 5 })
    expect(before['ninetiethWait']).toBeGreaterThan(240)
    expect(before['serviceLevel']).toBeCloseTo((100 * 4) / 7, 1)
    expect(after).toMatchObject({ counters: { offered: 7, answered: 7, abandoned: 0 }, serviceLevel: 100 })
    expect(after['averageSpeedOfAnswer']).toBe(5)
    expect(after['occupancy']).toBeLessThan(before['occupancy'] ?? 0)
  })

  it('changes nothing by trying', async () => {
    const { data } = await boss.gql('{ queues { id targetSeconds members { agent { id } } } }')
    const queue = data.queues.find(({ id }: { id: string }) => id === queueId)
    expect(queue).toEqual({ id: queueId, targetSeconds: 60, members: [{ agent: { id: mia.id } }] })
  })

  it('is told what is wrong with the change, as when it is made, and with the period', async () => {
    expect(await tryOut(boss, { targetPercent: 101 })).toMatchObject({ field: 'targetPercent' })
    expect(await tryOut(boss, { name: 'General' })).toMatchObject({ __typename: 'ConflictError' })
    expect(await tryOut(boss, { agents: [] })).toMatchObject({ field: 'agents' })
    expect(await tryOut(boss, {}, { from: day.to, to: day.from })).toMatchObject({ field: 'to' })
    expect(await tryOut(boss, { queueId: newId() })).toMatchObject({ __typename: 'NotFoundError' })
    expect(await tryOut(mia, {})).toMatchObject({ __typename: 'ForbiddenError' })
  })

  it('sees an empty day as nothing to serve', async () => {
    const found = await tryOut(boss, {}, { from: '2026-01-01T00:00:00Z', to: '2026-01-02T00:00:00Z' })
    expect(own(found)).toMatchObject({ before: { serviceLevel: null, medianWait: null, occupancy: null } })
  })
})
