import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newId } from '../../server/src/platform/ids.ts'
import type { AgentClient } from '../support/agent.ts'
import { openFloor, type Seated } from '../support/floor.ts'
import { type Hub, startHub } from '../support/hub.ts'

let hub: Hub
let boss: AgentClient
let mia: AgentClient
let idle: Seated
let floor: ReturnType<typeof openFloor>
beforeAll(async () => {
  hub = await startHub()
  boss = await hub.agent({ role: 'supervisor' })
  mia = await hub.agent({ name: 'Mia' })
  floor = openFloor(hub)
  idle = await floor.seat({})
  await idle.present('LUNCH')
})
beforeEach(() => save([]))
afterAll(async () => {
  idle.leave()
  await hub.stop()
})

const prisma = () => hub.services.db.prisma
const versionOf = async () => (await prisma().brand.findUniqueOrThrow({ where: { id: hub.brandId } })).slaVersion
async function save(policies: object[], version?: number) {
  const input = { brandId: hub.brandId, version: version ?? (await versionOf()), policies }
  return boss.mutate('saveSlaPolicies', input, 'sla { version policies { id name firstResponseSeconds } }')
}
const policy = (more: object = {}) => ({ name: 'Everybody', firstResponseSeconds: 3600, ...more })

const parts = 'kind policy startedAt dueAt warnAt breachedAt leftSeconds endedAt outcome'
async function sla(id: string) {
  const { data } = await boss.gql(`{ conversation(id: "${id}") { due { ${parts} } clocks { ${parts} } } }`)
  return data.conversation
}
const due = async (id: string) => (await sla(id)).due
const outcomes = async (id: string) =>
  (await sla(id)).clocks.map(({ kind, outcome }: { kind: string; outcome: string | null }) => `${kind} ${outcome}`)
const minutes = (n: number) => n * 60_000
const ago = (n: number) => new Date(Date.now() - minutes(n))
/** Comes, before anything is promised, as if the customer had written so many minutes ago. */
async function cameAgo(n: number, queue?: { channelId: string }) {
  const channelId = queue?.channelId ?? hub.channelId
  const { conversationId } = await floor.write(newId(), 'Hello?', { channelId })
  const data = { createdAt: ago(n), waitingSince: ago(n) }
  await prisma().conversation.update({ where: { id: conversationId }, data })
  return conversationId
}
const answer = (id: string) => mia.mutate('reply', { conversationId: id, body: 'Hello!', clientId: newId() })
const typesOf = async (id: string) =>
  (await prisma().event.findMany({ where: { conversationId: id }, orderBy: { id: 'asc' } })).map(({ type }) => type)

describe('a customer who was promised an answer', () => {
  it('is owed the first one from when they wrote, then each further one, and everything is met in time', async () => {
    await save([policy({ nextResponseSeconds: 7200, resolutionSeconds: 86_400 })])
    const { conversationId: id } = await floor.write('anna', 'Hello?', { channelId: hub.channelId })
    await expect.poll(() => due(id)).toMatchObject({ kind: 'FIRST_RESPONSE', policy: 'Everybody', breachedAt: null })
    const { startedAt, dueAt, warnAt } = await due(id)
    expect(Date.parse(dueAt) - Date.parse(startedAt)).toBe(minutes(60))
    expect(Date.parse(warnAt) - Date.parse(startedAt)).toBe(minutes(45))
    await answer(id)
    await expect.poll(() => due(id)).toMatchObject({ kind: 'RESOLUTION' })
    await floor.write('anna', 'And?', { channelId: hub.channelId })
    await expect.poll(() => due(id)).toMatchObject({ kind: 'NEXT_RESPONSE' })
    await answer(id)
    await mia.mutate('setConversationStatus', { conversationId: id, status: 'CLOSED' })
    await expect.poll(() => due(id)).toBeNull()
    expect((await outcomes(id)).toSorted()).toEqual(['FIRST_RESPONSE MET', 'NEXT_RESPONSE MET', 'RESOLUTION MET'])
  })

  it('is known to be waiting too long at the moment it is so, once, and the history says so', async () => {
    const id = await cameAgo(56 / 60)
    await save([policy({ firstResponseSeconds: 60, warnPercent: 99 })])
    await expect.poll(() => due(id)).not.toBeNull()
    expect(await typesOf(id)).not.toContain('conversation.sla_warned')
    await expect.poll(() => typesOf(id), { timeout: 10_000 }).toContain('conversation.sla_breached')
    expect((await typesOf(id)).filter((type) => type.startsWith('conversation.sla_'))).toEqual([
      'conversation.sla_warned',
      'conversation.sla_breached',
    ])
    const { breachedAt, startedAt } = await due(id)
    expect(Date.parse(breachedAt) - Date.parse(startedAt)).toBe(minutes(1))
    await answer(id)
    await expect.poll(() => outcomes(id)).toEqual(['FIRST_RESPONSE BREACHED'])
  })

  it('takes their own time: what waits for them stands still', async () => {
    const id = await cameAgo(60)
    await save([policy({ resolutionSeconds: 86_400 })])
    await expect.poll(() => outcomes(id)).toHaveLength(2)
    await answer(id)
    await mia.mutate('setConversationStatus', { conversationId: id, status: 'PENDING' })
    await expect.poll(() => due(id)).toMatchObject({ kind: 'RESOLUTION', dueAt: null })
    const { leftSeconds } = await due(id)
    expect(Math.abs(leftSeconds - (86_400 - 3600))).toBeLessThan(30)
  })

  it('is owed nothing any more when it is closed without an answer', async () => {
    const id = await cameAgo(1)
    await save([policy()])
    await expect.poll(() => due(id)).not.toBeNull()
    await mia.mutate('setConversationStatus', { conversationId: id, status: 'CLOSED' })
    await expect.poll(() => outcomes(id)).toEqual(['FIRST_RESPONSE WITHDRAWN'])
  })
})

describe('which promise counts', () => {
  it('is that of the first policy that holds, and another one when the conversation becomes urgent or moves', async () => {
    const queue = await floor.queue([idle])
    await save([
      policy({ name: 'Urgent', firstResponseSeconds: 600, conditions: [{ kind: 'PRIORITY', values: ['urgent'] }] }),
      policy({ name: 'Sales', firstResponseSeconds: 1200, conditions: [{ kind: 'QUEUE', values: [queue.id] }] }),
      policy(),
    ])
    const { conversationId: id } = await floor.write(newId(), 'Hello?', { channelId: hub.channelId })
    await expect.poll(() => due(id)).toMatchObject({ policy: 'Everybody' })
    await boss.mutate('moveToQueue', { conversationId: id, queueId: queue.id })
    await expect.poll(() => due(id)).toMatchObject({ policy: 'Sales' })
    await boss.mutate('setConversationPriority', { conversationId: id, priority: 'URGENT' })
    await expect.poll(() => due(id)).toMatchObject({ policy: 'Urgent' })
    const { startedAt, dueAt } = await due(id)
    expect(Date.parse(dueAt) - Date.parse(startedAt)).toBe(minutes(10))
  })

  it('is taken back with the policy, and counted from the beginning by a new one', async () => {
    const id = await cameAgo(20)
    await save([policy()])
    await expect.poll(() => due(id)).not.toBeNull()
    await save([])
    await expect.poll(() => due(id)).toBeNull()
    await save([policy({ name: 'Later', firstResponseSeconds: 7200 })])
    await expect.poll(() => due(id)).toMatchObject({ policy: 'Later' })
    const { dueAt } = await due(id)
    expect(Math.abs(Date.parse(dueAt) - ago(20 - 120).getTime())).toBeLessThan(minutes(1))
  })
})

it('hours that change count anew what is due, and take back what was too late by the old ones', async () => {
  const queue = await floor.queue([idle])
  const id = await cameAgo(90, queue)
  await save([policy()])
  await expect.poll(() => due(id)).toMatchObject({ breachedAt: expect.any(String) })
  const today = new Date().toISOString().slice(0, 10)
  const holidays = [today, new Date(Date.now() - 86_400_000).toISOString().slice(0, 10)].map((date) => ({
    date,
    name: 'Closed',
  }))
  const input = { brandId: hub.brandId, name: newId(), timeZone: 'UTC', holidays, queueIds: [queue.id] }
  await boss.mutate('saveOpeningHours', input)
  const tomorrow = Date.parse(today) + 86_400_000
  await expect
    .poll(() => due(id))
    .toMatchObject({ breachedAt: null, dueAt: new Date(tomorrow + minutes(60)).toISOString() })
  await boss.mutate('updateBrand', { brandId: hub.brandId, holidays })
  const other = await cameAgo(90)
  await expect.poll(() => due(other)).toMatchObject({ dueAt: new Date(tomorrow + minutes(60)).toISOString() })
  await boss.mutate('updateBrand', { brandId: hub.brandId, holidays: [] })
  await expect.poll(async () => Date.parse((await due(other)).dueAt)).toBeLessThan(tomorrow)
  await save([policy({ businessTime: false })])
  await expect.poll(() => due(id)).toMatchObject({ breachedAt: expect.any(String) })
})

it('the inbox is put in order by what is due soonest, page by page', async () => {
  const queue = await floor.queue([idle])
  const ids = [await cameAgo(5, queue), await cameAgo(50, queue), await cameAgo(30, queue)]
  await save([policy()])
  await expect.poll(async () => Promise.all(ids.map(due))).not.toContain(null)
  const page = async (after: string | null) => {
    const { data } = await boss.gql(
      `query($after: String, $queue: ID!) { inbox(view: ALL, order: DUE, first: 2, after: $after, filter: { queueId: $queue }) {
        edges { cursor node { id } } pageInfo { endCursor hasNextPage } } }`,
      { after, queue: queue.id },
    )
    return data.inbox
  }
  const first = await page(null)
  const second = await page(first.pageInfo.endCursor)
  const seen = [...first.edges, ...second.edges].map(({ node }: { node: { id: string } }) => node.id)
  expect(seen).toEqual([ids[1], ids[2], ids[0]])
})

describe('with several at once', () => {
  it('a conversation has one clock of a kind, however many write, answer and look at the same time', async () => {
    await save([policy({ nextResponseSeconds: 600, resolutionSeconds: 86_400 })])
    const { conversationId: id } = await floor.write('busy', 'Hello?', { channelId: hub.channelId })
    for (let round = 0; round < 5; round++) {
      await Promise.all([
        floor.write('busy', `Still here ${round}`, { channelId: hub.channelId }),
        answer(id),
        boss.mutate('setConversationPriority', { conversationId: id, priority: round % 2 ? 'HIGH' : 'LOW' }),
        prisma().$executeRaw`SELECT recount_sla(${hub.brandId}::uuid)`,
      ])
    }
    await expect.poll(() => prisma().slaChange.count({ where: { conversationId: id } })).toBe(0)
    const open = await prisma().slaClock.findMany({ where: { conversationId: id, endedAt: null } })
    expect(new Set(open.map(({ kind }) => kind)).size).toBe(open.length)
    const row = await prisma().conversation.findUniqueOrThrow({ where: { id } })
    const running = open.flatMap(({ runningSince, dueAt }) => (runningSince && dueAt ? [dueAt.getTime()] : []))
    expect(row.dueAt?.getTime()).toBe(Math.min(...running))
  })
})

it('what cannot be promised is refused where it stands, and of two who change it at once the second is told', async () => {
  const refused: [object, string][] = [
    [{ firstResponseSeconds: null }, 'firstResponseSeconds'],
    [{ firstResponseSeconds: 5 }, 'firstResponseSeconds'],
    [{ firstResponseSeconds: 7200, resolutionSeconds: 3600 }, 'resolutionSeconds'],
    [{ warnPercent: 100 }, 'warnPercent'],
    [{ name: ' ' }, 'name'],
    [{ conditions: [{ kind: 'HOURS', within: true }] }, 'conditions.0.kind'],
    [{ conditions: [{ kind: 'QUEUE', values: [newId()] }] }, 'conditions.0.values'],
    [{ conditions: [{ kind: 'PRIORITY', values: ['soon'] }] }, 'conditions.0.values'],
  ]
  for (const [wrong, field] of refused) {
    expect(await save([policy(), policy(wrong)])).toMatchObject({ field: `policies.1.${field}` })
  }
  const version = await versionOf()
  await save([policy()], version)
  expect(await save([], version)).toMatchObject({ __typename: 'ConflictError' })
  expect(await mia.mutate('saveSlaPolicies', { brandId: hub.brandId, version, policies: [] })).toMatchObject({
    __typename: 'ForbiddenError',
  })
})
