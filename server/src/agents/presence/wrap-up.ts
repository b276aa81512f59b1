import type { Context, Services } from '../../context.ts'
import { NotFoundError } from '../../errors.ts'
import type { Tx } from '../../platform/database.ts'
import { isId } from '../../platform/ids.ts'
import { transact } from '../../platform/transaction.ts'
import { signedIn } from '../../viewer.ts'
import { settle } from './change.ts'
import type { Loop } from '../../platform/loop.ts'
import { startDue } from './due.ts'

/**
 * Gives an agent who is available time to finish a conversation they close; until then they are asked nothing. Does
 * nothing for who does something else, or for a queue without wrap-up. The conversation must be held, and still weigh on
 * them: they are never free in between.
 */
export async function beginWrapUp(tx: Tx, agentId: string, conversationId: string): Promise<void> {
  // The order of locks that is everybody's: the load, then what they do.
  await tx.$queryRaw`SELECT 1 FROM agent_loads WHERE agent_id = ${agentId}::uuid FOR UPDATE`
  const begun = await tx.$executeRaw`
    UPDATE presences p SET wrap_until = clock_timestamp() + make_interval(secs => q.wrap_up_seconds),
           wrap_conversation_id = c.id
      FROM conversations c JOIN channels h ON h.id = c.channel_id JOIN queues q ON q.id = coalesce(c.queue_id, h.queue_id),
           presence_reasons r
     WHERE c.id = ${conversationId}::uuid AND q.routed AND q.wrap_up_seconds > 0
       AND p.agent_id = ${agentId}::uuid AND NOT p.gone AND r.id = p.reason_id AND r.state = 'available'`
  if (begun > 0) await settle(tx, agentId)
}

/** The viewer is done before the time is over. @throws UnauthenticatedError; NotFoundError when there is no such wrap-up. */
export async function finishWrapUp(ctx: Context, { conversationId }: { conversationId: string }) {
  const { agentId } = signedIn(ctx.viewer)
  await transact(ctx, async (tx) => {
    const where = { agentId, wrapConversationId: conversationId }
    const ended = isId(conversationId) && (await tx.presence.updateMany({ where, data: noWrapUp })).count > 0
    if (!ended) throw new NotFoundError('There is no such wrap-up.')
    await settle(tx, agentId)
  })
  return { agent: await ctx.db.prisma.agent.findUniqueOrThrow({ where: { id: agentId } }) }
}

const noWrapUp = { wrapUntil: null, wrapConversationId: null }

/** Ends wrap-ups when their time is over. */
export const startWrapUps = (services: Services): Loop =>
  startDue(services, {
    what: 'whose wrap-up is over',
    find: () => services.db.prisma.$queryRaw`
      SELECT agent_id AS "agentId", (1000 * extract(epoch FROM wrap_until - clock_timestamp()))::float8 AS left
        FROM presences WHERE wrap_until IS NOT NULL ORDER BY wrap_until LIMIT 200`,
    happen: (agentId) =>
      transact(services, async (tx) => {
        const over = await tx.$executeRaw`
          UPDATE presences SET wrap_until = NULL, wrap_conversation_id = NULL
           WHERE agent_id = ${agentId}::uuid AND wrap_until <= clock_timestamp()`
        if (over > 0) await settle(tx, agentId)
      }),
  })
