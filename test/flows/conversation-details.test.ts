import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { newId } from '../../server/src/platform/ids.ts'
import type { AgentClient } from '../support/agent.ts'
import { customerWrites } from '../support/customer.ts'
import { type Hub, startHub } from '../support/hub.ts'

let hub: Hub
let mia: AgentClient
let outsider: AgentClient
let write: ReturnType<typeof customerWrites>
beforeAll(async () => {
  hub = await startHub()
  mia = await hub.agent({ name: 'Mia' })
  const brand = await hub.services.db.prisma.brand.create({ data: { name: 'Elsewhere' } })
  outsider = await hub.agent({ brandIds: [brand.id] })
  write = customerWrites(hub.services, hub)
})
afterAll(() => hub.stop())

const facts = async (conversationId: string, type: string) =>
  (await hub.services.db.prisma.event.findMany({ where: { conversationId, type } })).map((event) => event.data)
const label = (name: string) => hub.services.db.prisma.label.create({ data: { name, colour: 'red' } })

describe('the priority of a conversation', () => {
  it('is set by whoever sees it, and told once', async () => {
    const { conversationId } = await write('anna', 'Hello?')
    const set = (who: AgentClient) =>
      who.mutate('setConversationPriority', { conversationId, priority: 'URGENT' }, 'conversation { priority }')
    expect((await set(outsider)).__typename).toBe('NotFoundError')
    expect((await set(mia)).conversation.priority).toBe('URGENT')
    await set(mia)
    expect(await facts(conversationId, 'conversation.priority_changed')).toEqual([{ from: 'normal', to: 'urgent' }])
  })
})

describe('labels of a conversation', () => {
  it('must exist, and only whoever sees it may put them on', async () => {
    const { conversationId } = await write('bob', 'Hello?')
    const { id } = await label('refund')
    const unknown = await mia.mutate('labelConversation', { conversationId, add: [id, newId()] })
    expect(unknown).toMatchObject({ __typename: 'InvalidInputError', field: 'add' })
    expect((await outsider.mutate('labelConversation', { conversationId, add: [id] })).__typename).toBe('NotFoundError')
    expect(await hub.services.db.prisma.conversationLabel.count({ where: { conversationId } })).toBe(0)
  })

  it('are put on and taken off, each once, also by several agents at the same moment', async () => {
    const { conversationId } = await write('cleo', 'Hello?')
    const [damaged, late] = [await label('damaged'), await label('late')]
    const set = (input: object) =>
      mia.mutate('labelConversation', { conversationId, ...input }, 'conversation { labels { name } }')
    await Promise.all(Array.from({ length: 5 }, () => set({ add: [damaged.id] })))
    expect((await set({ add: [late.id, damaged.id] })).conversation.labels).toEqual([
      { name: 'damaged' },
      { name: 'late' },
    ])
    expect((await set({ remove: [damaged.id, newId()] })).conversation.labels).toEqual([{ name: 'late' }])
    expect(await facts(conversationId, 'conversation.labelled')).toEqual([
      { added: [damaged.id], removed: [] },
      { added: [late.id], removed: [] },
      { added: [], removed: [damaged.id] },
    ])
  })
})

describe('what an agent has looked at', () => {
  it('only grows, and leaves unread what came after', async () => {
    const { conversationId } = await write('dan', 'One')
    await write('dan', 'Two')
    await write('dan', 'Three')
    const seen = (who: AgentClient, seq: number) =>
      who.mutate('markConversationSeen', { conversationId, seq }, 'conversation { unreadCount }')
    expect((await seen(outsider, 3)).__typename).toBe('NotFoundError')
    expect((await seen(mia, 2)).conversation.unreadCount).toBe(1)
    expect((await seen(mia, 1)).conversation.unreadCount).toBe(1)
    expect((await seen(mia, 2_000_000_000)).conversation.unreadCount).toBe(0)
    await write('dan', 'Four')
    expect((await seen(mia, 3)).conversation.unreadCount).toBe(1)
    expect(await facts(conversationId, 'conversation.seen')).toEqual([
      { by: 'agent', seq: 2 },
      { by: 'agent', seq: 3 },
    ])
  })
})

describe('typing', () => {
  it('is told to colleagues who see the conversation, and kept nowhere', async () => {
    const { conversationId } = await write('eve', 'Hello?')
    const heard: unknown[] = []
    const query =
      'subscription { changes { __typename ... on TypingChanged { conversationId typing agent { name } } } }'
    const stop = mia.subscribe(query, {}, ({ changes }) => heard.push(changes))
    const type = (who: AgentClient) => who.mutate('setTyping', { conversationId, typing: true })
    await vi.waitFor(async () => {
      expect((await type(mia)).__typename).toBe('SetTypingPayload')
      expect(heard).toContainEqual({
        __typename: 'TypingChanged',
        conversationId,
        typing: true,
        agent: { name: 'Mia' },
      })
    })
    stop()
    expect((await type(outsider)).__typename).toBe('NotFoundError')
    expect(await hub.services.db.prisma.event.count({ where: { conversationId } })).toBe(2)
  })
})

describe('reading a conversation', () => {
  it('shows it to agents of its brand only', async () => {
    const { conversationId } = await write('finn', 'Hello?')
    const query = 'query($id: ID!) { conversation(id: $id) { number contact { displayName } brand { name } } }'
    expect((await outsider.gql(query, { id: conversationId })).data.conversation).toBeNull()
    expect((await mia.gql(query, { id: 'nonsense' })).data.conversation).toBeNull()
    expect((await mia.gql(query, { id: conversationId })).data.conversation.contact.displayName).toMatch(
      /^Visitor \d{4}$/,
    )
  })

  it('gives the last messages first and the earlier ones page by page', async () => {
    const { conversationId } = await write('gina', '1')
    for (let n = 2; n <= 7; n++) await write('gina', String(n))
    const query = `query($id: ID!, $before: Int) { conversation(id: $id) { messages(last: 3, before: $before) { nodes { body } hasPrevious } } }`
    const page = async (before: number | null) =>
      (await mia.gql(query, { id: conversationId, before })).data.conversation.messages
    const bodies = (found: { nodes: { body: string }[] }) => found.nodes.map((node) => node.body)
    const [last, middle, first] = [await page(null), await page(5), await page(2)]
    expect([bodies(last), bodies(middle), bodies(first)]).toEqual([['5', '6', '7'], ['2', '3', '4'], ['1']])
    expect([last.hasPrevious, middle.hasPrevious, first.hasPrevious]).toEqual([true, true, false])
  })

  it('tells what happened to it, newest first, with the names of people, teams and labels', async () => {
    const { conversationId } = await write('hugo', 'Hello?')
    const team = await hub.services.db.prisma.team.create({ data: { name: 'Returns' } })
    const { id } = await label('gift')
    await mia.mutate('assignConversation', { conversationId, agentId: mia.id, teamId: team.id })
    await mia.mutate('labelConversation', { conversationId, add: [id] })
    const query = `query($id: ID!, $after: String) { conversation(id: $id) { timeline(first: 2, after: $after) {
      nodes { type byContact agent { name } details } pageInfo { hasNextPage endCursor } } } }`
    const page = async (after: string | null) =>
      (await mia.gql(query, { id: conversationId, after })).data.conversation.timeline
    const newest = await page(null)
    expect(newest.nodes).toEqual([
      {
        type: 'conversation.labelled',
        byContact: false,
        agent: { name: 'Mia' },
        details: { added: [{ id, name: 'gift', colour: 'red' }], removed: [] },
      },
      {
        type: 'conversation.assigned',
        byContact: false,
        agent: { name: 'Mia' },
        details: {
          from: { agent: null, team: null },
          to: { agent: { id: mia.id, name: 'Mia' }, team: { id: team.id, name: 'Returns' } },
        },
      },
    ])
    const rest = await page(newest.pageInfo.endCursor)
    expect(rest.nodes).toEqual([{ type: 'conversation.opened', byContact: true, agent: null, details: {} }])
    expect(rest.pageInfo.hasNextPage).toBe(false)
    expect((await mia.gql(query, { id: conversationId, after: 'forged' })).errors?.[0]?.extensions?.['code']).toBe(
      'INVALID_INPUT',
    )
  })
})
