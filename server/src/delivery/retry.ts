import type { Context } from '../context.ts'
import { ConflictError } from '../errors.ts'
import type { RetryDeliveryInput } from '../graphql/gen/types.ts'
import { changeDelivery } from './ledger.ts'
import { ownDelivery } from './own-message.ts'

/**
 * Sends a message again that failed or whose fate is unknown, as the same message: pressed twice, or by two agents, it
 * is one more try. @throws UnauthenticatedError, NotFoundError; ConflictError while it is under way or has arrived.
 */
export async function retryDelivery(ctx: Context, { messageId }: RetryDeliveryInput) {
  const { viewer, delivery, message } = await ownDelivery(ctx, messageId)
  let begun = false
  await changeDelivery(ctx, delivery.id, (now) => {
    // The attempts that the agent saw: another one may have begun a try since then.
    begun = ['failed', 'uncertain'].includes(now.status) && now.attempts === delivery.attempts
    if (!begun) return null
    const change = { dueAt: ctx.clock.now(), committedAt: null }
    return { kind: 'retry', status: 'queued', agentId: viewer.agentId, change }
  })
  if (!begun) throw new ConflictError('This message is under way or has arrived: it is not sent again.')
  return { message }
}
