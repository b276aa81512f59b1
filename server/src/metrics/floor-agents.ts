import type { Prisma } from '@switchboard/prisma'
import { agents } from '../agents/queries.ts'
import { signedInAs } from '../agents/policy.ts'
import type { Context } from '../context.ts'
import type { AgentRow, ConversationRow } from '../graphql/rows.ts'
import { isId } from '../platform/ids.ts'
import { recently } from './recent.ts'

/** What an agent has on their desk at this moment. */
export interface FloorAgent {
  agent: AgentRow
  /** Of `capacity` units. */
  used: number
  capacity: number
  /** Open conversations of theirs, of the brands the viewer sees. */
  conversations: number
  /** Since when the customer of theirs who waits longest has been waiting; null when nobody waits. */
  waitingSince: Date | null
  /** When they last took a conversation, closed one or gave one away; null: never. */
  lastContactAt: Date | null
}

type Desk = Omit<FloorAgent, 'agent'> & { agentId: string }

/**
 * The people of the centre with what they have to do now, by name: all, or these. Whoever watches asks again only for those
 * of whom something changed. @throws UnauthenticatedError; ForbiddenError.
 */
export async function floorAgents(ctx: Context, given: readonly string[] | null = null): Promise<FloorAgent[]> {
  const { brandIds } = signedInAs(ctx.viewer, 'supervisor')
  const ids = given?.filter(isId).slice(0, most) ?? null
  const key = `desks ${brandIds?.toSorted().join(' ') ?? 'all'}`
  const [people, rows] = await Promise.all([
    ids
      ? ctx.db.prisma.agent.findMany({ where: { id: { in: ids }, active: true }, orderBy: byName })
      : agents(ctx, false),
    ids ? desksOf(ctx, brandIds, ids) : recently(ctx.db, key, () => desksOf(ctx, brandIds, null)),
  ])
  const found = new Map(rows.map(({ agentId, ...desk }) => [agentId, desk]))
  const empty = { used: 0, capacity: 100, conversations: 0, waitingSince: null, lastContactAt: null }
  return people.map((agent) => ({ agent, ...(found.get(agent.id) ?? empty) }))
}

const most = 500
const byName = [{ name: 'asc' }, { id: 'asc' }] as const satisfies Prisma.AgentOrderByWithRelationInput[]

const desksOf = async ({ db }: Context, brandIds: string[] | null, ids: string[] | null) =>
  (await db.pool.query<Desk>({ name: 'floor-agents', text: desks, values: [brandIds, ids] })).rows

const desks = `
  SELECT a.id AS "agentId", coalesce(l.used, 0)::int AS used, coalesce(l.capacity, 100)::int AS capacity,
         c.conversations, c.since AS "waitingSince", greatest(begun.at, ended.at) AS "lastContactAt"
    FROM agents a LEFT JOIN agent_loads l ON l.agent_id = a.id
    LEFT JOIN LATERAL (SELECT max(started_at) AS at FROM assignments WHERE agent_id = a.id AND ended_at IS NULL) begun ON true
    LEFT JOIN LATERAL (SELECT ended_at AS at FROM assignments WHERE agent_id = a.id AND ended_at IS NOT NULL
                        ORDER BY ended_at DESC LIMIT 1) ended ON true,
         LATERAL (SELECT count(*)::int AS conversations, min(waiting_since) AS since FROM conversations
                   WHERE assignee_id = a.id AND status = 'open' AND ($1::uuid[] IS NULL OR brand_id = ANY ($1))) c
   WHERE a.active AND ($2::uuid[] IS NULL OR a.id = ANY ($2))`

/** What an agent has on their desk, the longest waiting first. @throws as `floorAgents`. */
export async function agentDesk(ctx: Context, agentId: string): Promise<ConversationRow[]> {
  const { brandIds } = signedInAs(ctx.viewer, 'supervisor')
  if (!isId(agentId)) return []
  const brand = brandIds ? { brandId: { in: brandIds } } : {}
  return ctx.db.prisma.conversation.findMany({
    where: { assigneeId: agentId, status: 'open', ...brand },
    orderBy: [{ waitingSince: { sort: 'asc', nulls: 'last' } }, { id: 'asc' }],
    take: 100,
  })
}
