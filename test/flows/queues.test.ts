import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../server/src/platform/ids.ts'
import type { AgentClient } from '../support/agent.ts'
import { customerWrites } from '../support/customer.ts'
import { rowsOf } from '../support/database.ts'
import { type Hub, startHub } from '../support/hub.ts'
import { visitor } from '../support/visitor.ts'

let hub: Hub
let write: ReturnType<typeof customerWrites>
let agent: AgentClient
let boss: AgentClient
beforeAll(async () => {
  hub = await startHub()
  write = customerWrites(hub.services, hub)
  agent = await hub.agent({ name: 'Mia' })
  boss = await hub.agent({ role: 'supervisor', name: 'Sofia' })
})
afterAll(() => hub.stop())

const begun = async () => (await write(newId(), 'Where is my parcel?')).conversationId
const waitOf = async (conversationId: string) => {
  const text = `{ conversation(id: "${conversationId}") { queue { name } wait { queue { name } ahead enteredAt waitingSince } } }`
  return (await agent.gql(text)).data.conversation
}
const entries = (conversationId: string) =>
  rowsOf<{ outcome: string | null; agentId: string | null; name: string }>(
    hub.databaseUrl,
    `SELECT e.outcome, e.agent_id AS "agentId", q.name FROM queue_entries e JOIN queues q ON q.id = e.queue_id
      WHERE e.conversation_id = '${conversationId}' ORDER BY e.entered_at, e.left_at`,
  )
const made = async (more: object = {}, by = boss) => {
  const input = { name: `Queue ${newId()}`, brandId: hub.brandId, everyone: true, ...more }
  const { __typename, ...answer } = await by.mutate('createQueue', input, 'queue { id name }')
  return { __typename, ...answer } as {
    __typename: string
    queue: { id: string; name: string }
    field: string
    message: string
  }
}

describe('a conversation that nobody has', () => {
  it('waits in the queue of its channel, behind those who came before', async () => {
    const first = await begun()
    const second = await begun()
    expect(await waitOf(first)).toMatchObject({ queue: { name: 'General' }, wait: { queue: { name: 'General' } } })
    const ahead = async (id: string) => (await waitOf(id)).wait.ahead
    expect((await ahead(second)) - (await ahead(first))).toBe(1)
  })

  it('has been answered once somebody has taken it, and waits again when they give it back', async () => {
    const id = await begun()
    await agent.mutate('assignConversation', { conversationId: id, agentId: agent.id })
    expect(await waitOf(id)).toMatchObject({ wait: null })
    expect(await entries(id)).toEqual([{ outcome: 'answered', agentId: agent.id, name: 'General' }])
    await agent.mutate('assignConversation', { conversationId: id, agentId: null })
    expect((await waitOf(id)).wait).not.toBeNull()
    expect(await entries(id)).toHaveLength(2)
  })

  it('has been answered by whoever writes without taking it', async () => {
    const id = await begun()
    await agent.mutate('reply', { conversationId: id, clientId: newId(), body: 'On its way.' })
    expect(await entries(id)).toEqual([{ outcome: 'answered', agentId: agent.id, name: 'General' }])
    expect((await waitOf(id)).wait).toBeNull()
  })

  it('was abandoned when its customer ends it, and put aside when the centre does', async () => {
    const ada = visitor(hub.url, hub.channelKey)
    await ada.begin()
    const { id: ended } = (await ada.write('Is anybody there?')).body.conversation
    expect((await ada.call('POST', `conversations/${ended}/end`)).status).toBe(200)
    expect(await entries(ended)).toMatchObject([{ outcome: 'abandoned', agentId: null }])
    const id = await begun()
    await agent.mutate('setConversationStatus', { conversationId: id, status: 'CLOSED' })
    expect(await entries(id)).toMatchObject([{ outcome: 'withdrawn' }])
  })

  it('keeps its age when it is moved, and who had it loses it', async () => {
    const { queue } = await made({ name: 'Returns' })
    const id = await begun()
    const before = await waitOf(id)
    await agent.mutate('assignConversation', { conversationId: id, agentId: agent.id })
    const move = { conversationId: id, queueId: queue.id }
    const moved = await agent.mutate('moveToQueue', move, 'conversation { assignee { id } queue { name } }')
    expect(moved.conversation).toEqual({ assignee: null, queue: { name: 'Returns' } })
    const { wait } = await waitOf(id)
    expect(wait).toMatchObject({ queue: { name: 'Returns' }, ahead: 0, waitingSince: before.wait.waitingSince })
    await agent.mutate('moveToQueue', move)
    expect(await entries(id)).toHaveLength(2)
  })

  it('is moved to queues of its brand only, and not once it is closed', async () => {
    const id = await begun()
    const elsewhere = await hub.services.db.prisma.brand.create({ data: { name: newId() } })
    const other = await hub.services.db.prisma.queue.findFirstOrThrow({ where: { brandId: elsewhere.id } })
    const to = (queueId: string) => agent.mutate('moveToQueue', { conversationId: id, queueId })
    expect(await to(other.id)).toMatchObject({ __typename: 'InvalidInputError', field: 'queueId' })
    const { queue } = await made()
    await agent.mutate('setConversationStatus', { conversationId: id, status: 'CLOSED' })
    expect(await to(queue.id)).toMatchObject({ __typename: 'ConflictError' })
  })
})

describe('a queue', () => {
  it('is refused when nobody would ever work it', async () => {
    const nobody = { __typename: 'InvalidInputError', field: 'agents' }
    expect(await made({ everyone: false })).toMatchObject(nobody)
    const elsewhere = await hub.services.db.prisma.brand.create({ data: { name: newId() } })
    const stranger = await hub.agent({ brandIds: [elsewhere.id] })
    expect(await made({ everyone: false, agents: [{ agentId: stranger.id }] })).toMatchObject(nobody)
    const team = await hub.services.db.prisma.team.create({ data: { name: newId() } })
    expect(await made({ everyone: false, teams: [{ teamId: team.id }] })).toMatchObject(nobody)
  })

  it('is worked by those who are named and by their teams: their own proficiency counts first', async () => {
    const [ina, ole] = [await hub.agent({ name: 'Ina' }), await hub.agent({ name: 'Ole' })]
    const members = { create: [{ agentId: ina.id }, { agentId: ole.id }] }
    const team = await hub.services.db.prisma.team.create({ data: { name: newId(), members } })
    const { queue } = await made({
      everyone: false,
      teams: [{ teamId: team.id, proficiency: 4 }],
      agents: [{ agentId: ina.id, proficiency: 2 }],
    })
    const { data } = await agent.gql('{ queues { id members { proficiency agent { name } } } }')
    expect(data.queues.find((one: { id: string }) => one.id === queue.id).members).toEqual([
      { proficiency: 2, agent: { name: 'Ina' } },
      { proficiency: 4, agent: { name: 'Ole' } },
    ])
  })

  it.each([
    [{ priorityClass: 10 }, 'priorityClass'],
    [{ targetSeconds: 5 }, 'shortAbandonSeconds'],
    [{ agents: [{ agentId: newId() }] }, 'agents'],
    [{ teams: [{ teamId: 'nonsense' }] }, 'teams'],
    [{ channelIds: [newId()] }, 'channelIds'],
    [{ name: '  ' }, 'name'],
  ])('is refused with %j, at that field, and nothing is made', async (more, field) => {
    const before = await hub.services.db.prisma.queue.count()
    expect(await made(more)).toMatchObject({ __typename: 'InvalidInputError', field })
    expect(await hub.services.db.prisma.queue.count()).toBe(before)
  })

  it('has a name of its own within the brand', async () => {
    expect(await made({ name: 'Twice' })).toMatchObject({ __typename: 'CreateQueuePayload' })
    expect(await made({ name: 'Twice' })).toMatchObject({ __typename: 'ConflictError' })
  })

  it('gives its channels and everybody who waits to the default queue when it is put away', async () => {
    const channel = await hub.services.db.prisma.channel.create({
      data: { kind: 'chat', name: 'Other', brandId: hub.brandId, publicKey: newId() },
    })
    const { queue } = await made({ channelIds: [channel.id] })
    const { conversationId } = await write(newId(), 'Hello', { channelId: channel.id })
    expect(await waitOf(conversationId)).toMatchObject({ wait: { queue: { name: queue.name } } })
    expect(await boss.mutate('archiveQueue', { queueId: queue.id })).toMatchObject({
      __typename: 'ArchiveQueuePayload',
    })
    expect(await waitOf(conversationId)).toMatchObject({ wait: { queue: { name: 'General' } } })
    expect(await entries(conversationId)).toMatchObject([{ outcome: 'flowed_out' }, { outcome: null }])
    const later = await write(newId(), 'Hello', { channelId: channel.id })
    expect(await waitOf(later.conversationId)).toMatchObject({ wait: { queue: { name: 'General' } } })
  })

  it('that is the default of its brand stays', async () => {
    const { id } = await hub.services.db.prisma.queue.findFirstOrThrow({
      where: { brandId: hub.brandId, isDefault: true },
    })
    expect(await boss.mutate('archiveQueue', { queueId: id })).toMatchObject({ __typename: 'ConflictError' })
  })

  it('loses nobody who comes to it in the moment it is put away', async () => {
    const channel = await hub.services.db.prisma.channel.create({
      data: { kind: 'chat', name: 'Busy', brandId: hub.brandId, publicKey: newId() },
    })
    const { queue } = await made({ channelIds: [channel.id] })
    const coming = Array.from({ length: 30 }, () => write(newId(), 'Hello', { channelId: channel.id }))
    await boss.mutate('archiveQueue', { queueId: queue.id })
    await Promise.all(coming)
    const left = await hub.services.db.prisma.queueEntry.count({ where: { queueId: queue.id, leftAt: null } })
    expect(left).toBe(0)
    const waiting = await hub.services.db.prisma.queueEntry.count({ where: { channelId: channel.id, leftAt: null } })
    expect(waiting).toBe(30)
  })
})

describe('whatever is done to conversations at the same moment', () => {
  it('each waits in one queue or none, its waits never overlap, and it waits exactly while it should', async () => {
    const { queue } = await made()
    const back = await hub.services.db.prisma.queue.findFirstOrThrow({
      where: { brandId: hub.brandId, isDefault: true },
    })
    const acts = {
      write: (who: string) => write(who, 'And?'),
      take: (_who: string, conversationId: string) =>
        agent.mutate('assignConversation', { conversationId, agentId: agent.id }),
      release: (_who: string, conversationId: string) =>
        agent.mutate('assignConversation', { conversationId, agentId: null }),
      move: (_who: string, conversationId: string) =>
        agent.mutate('moveToQueue', { conversationId, queueId: queue.id }),
      moveBack: (_who: string, conversationId: string) =>
        agent.mutate('moveToQueue', { conversationId, queueId: back.id }),
      answer: (_who: string, conversationId: string) =>
        boss.mutate('reply', { conversationId, clientId: newId(), body: 'Yes.' }),
      close: (_who: string, conversationId: string) =>
        agent.mutate('setConversationStatus', { conversationId, status: 'CLOSED' }),
      pend: (_who: string, conversationId: string) =>
        agent.mutate('setConversationStatus', { conversationId, status: 'PENDING' }),
    }
    const names = Object.keys(acts) as (keyof typeof acts)[]
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...names), { minLength: 3, maxLength: 12 }), async (chosen) => {
        const who = newId()
        const { conversationId } = await write(who, 'Hello')
        await Promise.all(chosen.map((name) => acts[name](who, conversationId)))
      }),
      { numRuns: 25 },
    )
    const wrong = await rowsOf(
      hub.databaseUrl,
      `SELECT c.id FROM conversations c
        WHERE (c.status = 'open' AND c.assignee_id IS NULL AND c.waiting_since IS NOT NULL)
           <> EXISTS (SELECT 1 FROM queue_entries e WHERE e.conversation_id = c.id AND e.left_at IS NULL)
       UNION ALL
       SELECT a.conversation_id FROM queue_entries a JOIN queue_entries b ON a.conversation_id = b.conversation_id AND a.id < b.id
        WHERE tstzrange(a.entered_at, a.left_at) && tstzrange(b.entered_at, b.left_at)`,
    )
    expect(wrong).toEqual([])
  }, 60_000)
})
