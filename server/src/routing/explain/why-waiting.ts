import type { Context } from '../../context.ts'
import type { ConversationRow } from '../../graphql/rows.ts'
import { explain } from '../decide/explain.ts'
import type { Refusal } from '../decide/refusal.ts'
import { type Why, whyWaiting } from '../decide/why-waiting.ts'
import { readFloor } from '../engine/round.ts'

/** Why a conversation waits, and what every agent of the floor is to it. */
export interface WaitingReasonRow {
  why: Why
  ahead: number
  desks: DeskAnswerRow[]
}

/** An agent who may have it, or the first reason why not. */
export interface DeskAnswerRow {
  agentId: string
  refusal: Refusal | null
}

/**
 * Why a conversation that waits in a routed queue has no agent yet, by the floor as it is now: the same look as a round of
 * routing takes. Null where nothing is offered: it waits in no routed queue, is being offered, or too many wait before it.
 */
export async function whyConversationWaits(ctx: Context, row: ConversationRow): Promise<WaitingReasonRow | null> {
  const wait = await ctx.loaders.wait.load(row.id)
  const queue = wait && (await ctx.loaders.queue.load(wait.queueId))
  if (!queue?.routed) return null
  const floor = await readFloor(ctx.db.prisma, ctx.clock.now())
  const item = floor.waiting.find(({ id }) => id === row.id)
  if (!item) return null
  const { why, ahead } = whyWaiting(item, floor)
  const served = new Set(floor.desks.filter(({ members }) => members.has(item.queueId)).map(({ agentId }) => agentId))
  const desks = explain(item, floor).filter(({ agentId, refusal }) => served.has(agentId) || refusal?.code !== 'ring')
  return { why, ahead, desks: desks.map(({ agentId, refusal }) => ({ agentId, refusal })) }
}
