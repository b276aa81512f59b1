import type { Priority } from '@switchboard/prisma'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../server/src/platform/ids.ts'
import type { AgentClient } from '../support/agent.ts'
import { customerWrites } from '../support/customer.ts'
import { type Hub, startHub } from '../support/hub.ts'

let hub: Hub
let mia: AgentClient
let noah: AgentClient
let write: ReturnType<typeof customerWrites>
beforeAll(async () => {
  hub = await startHub()
  mia = await hub.agent({ name: 'Mia' })
  noah = await hub.agent({ name: 'Noah' })
  write = customerWrites(hub.services, hub)
})
afterAll(() => hub.stop())

const inbox = `query($view: InboxView!, $filter: InboxFilter, $order: InboxOrder, $first: Int, $after: String) {
  inbox(view: $view, filter: $filter, order: $order, first: $first, after: $after) {
    edges { node { id } } pageInfo { hasNextPage endCursor } } }`

/** The whole list, read in pages of `first`. */
async function list(who: AgentClient, variables: Record<string, unknown>, first = 100): Promise<string[]> {
  const ids: string[] = []
  for (let after: string | null = null, more = true; more;) {
    const { data, errors } = await who.gql(inbox, { view: 'ALL', ...variables, first, after })
    if (errors) throw new Error(errors[0]?.message)
    ids.push(...data.inbox.edges.map((edge: { node: { id: string } }) => edge.node.id))
    after = data.inbox.pageInfo.endCursor
    more = data.inbox.pageInfo.hasNextPage
  }
  return ids
}

const counts = async (who: AgentClient) => (await who.gql('{ inboxCounts { mine unassigned all } }')).data.inboxCounts

describe('the lists of the inbox', () => {
  it('are refused to whoever is not signed in', async () => {
    for (const query of [
      '{ inbox(view: ALL) { edges { cursor } } }',
      '{ inboxCounts { all } }',
      '{ contacts { edges { cursor } } }',
    ]) {
      const response = await fetch(`${hub.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-graphql-yoga-csrf': '1' },
        body: JSON.stringify({ query }),
      })
      const { errors } = (await response.json()) as { errors: { extensions: { code: string } }[] }
      expect(errors[0]?.extensions.code).toBe('UNAUTHENTICATED')
    }
  })

  it('hold what is mine, nobody’s, and everything, and count what is open', async () => {
    const [mine, his, free, done] = await Promise.all(['a', 'b', 'c', 'd'].map((who) => write(who, 'Hello?')))
    const ids = [mine, his, free, done].map((one) => one?.conversationId as string)
    const [first, second, third, fourth] = ids
    await mia.mutate('assignConversation', { conversationId: first, agentId: mia.id })
    await mia.mutate('assignConversation', { conversationId: second, agentId: noah.id })
    await mia.mutate('setConversationStatus', { conversationId: fourth, status: 'CLOSED' })
    expect(await list(mia, { view: 'MINE' })).toEqual([first])
    expect(await list(mia, { view: 'UNASSIGNED' })).toEqual([third])
    expect((await list(mia, { view: 'ALL' })).toSorted()).toEqual([first, second, third].toSorted())
    expect(await list(mia, { filter: { statuses: ['CLOSED'] } })).toEqual([fourth])
    expect(await list(mia, { filter: { statuses: [] } })).toEqual([])
    expect(await counts(mia)).toEqual({ mine: 1, unassigned: 1, all: 3 })
    expect(await counts(noah)).toEqual({ mine: 1, unassigned: 1, all: 3 })
  })

  it('show agents limited to brands these only', async () => {
    const { conversationId } = await write('limited', 'Hello?')
    const brand = await hub.services.db.prisma.brand.create({ data: { name: 'Elsewhere' } })
    const outsider = await hub.agent({ brandIds: [brand.id] })
    const insider = await hub.agent({ brandIds: [brand.id, hub.brandId] })
    expect(await list(outsider, {})).toEqual([])
    expect(await counts(outsider)).toEqual({ mine: 0, unassigned: 0, all: 0 })
    expect(await list(outsider, { filter: { search: 'hello' } })).toEqual([])
    expect(await list(insider, {})).toContain(conversationId)
    expect((await counts(insider)).all).toBeGreaterThan(0)
  })

  it('are narrowed by team, channel and label', async () => {
    const { prisma } = hub.services.db
    const team = await prisma.team.create({ data: { name: 'Returns' } })
    const label = await prisma.label.create({ data: { name: 'late' } })
    const channel = await prisma.channel.create({
      data: { kind: 'chat', name: 'Blog', brandId: hub.brandId, publicKey: newId() },
    })
    const one = await write('narrow', 'Hello?')
    const elsewhere = await write('narrow', 'Hello?', { channelId: channel.id })
    await mia.mutate('assignConversation', { conversationId: one.conversationId, teamId: team.id })
    await mia.mutate('labelConversation', { conversationId: one.conversationId, add: [label.id] })
    expect(await list(mia, { filter: { teamId: team.id } })).toEqual([one.conversationId])
    expect(await list(mia, { filter: { labelId: label.id } })).toEqual([one.conversationId])
    expect(await list(mia, { filter: { channelId: channel.id } })).toEqual([elsewhere.conversationId])
    expect(await list(mia, { filter: { channelId: channel.id, labelId: label.id } })).toEqual([])
    await expect(list(mia, { filter: { teamId: 'nonsense' } })).rejects.toThrow('This is not an id.')
  })
})

describe('the orders of the inbox', () => {
  const priorities: Priority[] = ['low', 'normal', 'high', 'urgent']
  const statuses = ['OPEN', 'PENDING', 'SNOOZED', 'CLOSED']
  const day = (n: number) => new Date(Date.UTC(2026, 0, 1 + n))

  /** Conversations in every status and priority, waiting or not, some at the same moment. */
  async function fill(who: AgentClient) {
    for (let n = 0; n < 48; n++) {
      const { conversationId } = await write(`order ${who.id} ${n}`, 'Hello?')
      const status = (['open', 'pending', 'snoozed', 'closed'] as const)[Math.floor(n / 4) % 4]
      await hub.services.db.prisma.conversation.update({
        where: { id: conversationId },
        data: {
          assigneeId: who.id,
          status: status ?? 'open',
          snoozedUntil: status === 'snoozed' ? day(99) : null,
          closedAt: status === 'closed' ? day(99) : null,
          priority: priorities[n % 4] ?? 'normal',
          waitingSince: n % 3 === 0 ? null : day(n % 5),
          lastMessageAt: day(n % 7),
        },
      })
    }
    const where = { assigneeId: who.id }
    return hub.services.db.prisma.conversation.findMany({ where })
  }

  it('put the same conversations in the order that each promises, page by page, each once', async () => {
    const olga = await hub.agent({ name: 'Olga' })
    const rows = await fill(olga)
    const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1)
    type Row = (typeof rows)[number]
    const wait = (row: Row) => row.waitingSince?.getTime() ?? Number.POSITIVE_INFINITY
    const waits = (a: Row, b: Row) => (wait(a) === wait(b) ? byId(a, b) : wait(a) - wait(b))
    const urgency = (row: Row) => priorities.indexOf(row.priority)
    const newest = (a: Row, b: Row) => b.lastMessageAt.getTime() - a.lastMessageAt.getTime() || byId(b, a)
    const active = rows.filter((row) => row.status !== 'closed')
    const closed = rows.filter((row) => row.status === 'closed').toSorted(newest)
    const expected = {
      NEWEST: rows.toSorted(newest),
      WAITING: [...active.toSorted(waits), ...closed],
      PRIORITY: [...active.toSorted((a, b) => urgency(b) - urgency(a) || waits(a, b)), ...closed],
    }
    for (const [order, sorted] of Object.entries(expected)) {
      const ids = sorted.map((row) => row.id)
      for (const size of [1, 7, 100]) {
        expect(await list(olga, { view: 'MINE', order, filter: { statuses } }, size)).toEqual(ids)
      }
      const open = sorted.filter((row) => row.status === 'open').map((row) => row.id)
      expect(await list(olga, { view: 'MINE', order }, 5)).toEqual(open)
    }
  })

  it('refuse a cursor of another order, with words', async () => {
    const { data } = await mia.gql(inbox, { view: 'ALL', order: 'PRIORITY', first: 1 })
    const after = data.inbox.pageInfo.endCursor
    const forge = (json: string) => Buffer.from(json).toString('base64url')
    for (const forged of [after, 'forged', forge('["NEWEST",0,"",1]'), forge(`["NEWEST",0,"","${newId()}"]`)]) {
      const { errors } = await mia.gql(inbox, { view: 'ALL', order: 'NEWEST', after: forged })
      expect(errors?.[0]?.message).toBe('This is not a place in this list.')
    }
  })
})
