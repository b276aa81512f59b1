import type { PresenceInterval } from '@switchboard/prisma'
import DataLoader from 'dataloader'
import type { Context } from '../../context.ts'
import { ForbiddenError, NotFoundError } from '../../errors.ts'
import type { Loaders } from '../../graphql/loaders.ts'
import type { PresenceRow } from '../../graphql/rows.ts'
import { isId } from '../../platform/ids.ts'
import { periodOf } from '../../platform/period.ts'
import { signedIn } from '../../viewer.ts'
import { maySeePresenceOf } from './policy.ts'

const remembered = new WeakMap<Loaders, DataLoader<string, PresenceRow>>()

/** What agents do now, batched for one request; it lives exactly as long as its other loaders. */
export function presences({ loaders, db }: Context): DataLoader<string, PresenceRow> {
  const found = remembered.get(loaders) ?? new DataLoader((ids) => read(db, ids))
  remembered.set(loaders, found)
  return found
}

async function read({ pool }: Context['db'], ids: readonly string[]): Promise<PresenceRow[]> {
  const { rows } = await pool.query<PresenceRow>({ name: 'presences', text: now, values: [ids] })
  const byAgent = new Map(rows.map((row) => [row.agentId, row]))
  return ids.map((id) => {
    const row = byAgent.get(id)
    if (!row) throw new Error(`agent ${id} has no presence`)
    return row
  })
}

const now = `
  SELECT i.agent_id AS "agentId", i.state, i.reason_id AS "reasonId", i.started_at AS "startedAt", i.by_id AS "byId", i.note,
         p.wrap_until AS "wrapUntil", p.wrap_conversation_id AS "wrapConversationId",
         p.channels_off::text[] AS "channelsOff", p.lost_at IS NULL AS online
    FROM presence_intervals i JOIN presences p ON p.agent_id = i.agent_id
   WHERE i.agent_id = ANY ($1::uuid[]) AND i.ended_at IS NULL`

/**
 * The states of an agent in a period, the first one first.
 * @throws UnauthenticatedError; ForbiddenError; NotFoundError; InvalidInputError (the period).
 */
export async function presenceIntervals(
  ctx: Context,
  { agentId, ...asked }: { agentId: string; from: string | Date; to: string | Date },
): Promise<PresenceInterval[]> {
  signedIn(ctx.viewer)
  const { from, to } = periodOf(asked)
  if (!maySeePresenceOf(ctx.viewer, agentId)) throw new ForbiddenError('You may not see what others did.')
  if (!isId(agentId) || !(await ctx.loaders.agent.load(agentId)))
    throw new NotFoundError('There is nobody with this id.')
  return ctx.db.prisma.presenceInterval.findMany({
    where: { agentId, startedAt: { lt: to }, OR: [{ endedAt: null }, { endedAt: { gt: from } }] },
    orderBy: [{ startedAt: 'asc' }, { endedAt: { sort: 'asc', nulls: 'last' } }],
  })
}
