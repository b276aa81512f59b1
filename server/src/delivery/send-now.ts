import type { Context } from '../context.ts'
import { ConflictError } from '../errors.ts'
import type { SendDeliveryNowInput } from '../graphql/gen/types.ts'
import { changeDelivery } from './ledger.ts'
import { ownDelivery } from './own-message.ts'

/**
 * Sends a message at once that waits for its time, or to be called off. Asked twice, it leaves once.
 * @throws UnauthenticatedError, NotFoundError; ConflictError when it was called off.
 */
export async function sendDeliveryNow(ctx: Context, { messageId }: SendDeliveryNowInput) {
  const { viewer, delivery, message } = await ownDelivery(ctx, messageId)
  const now = ctx.clock.now()
  const row = await changeDelivery(ctx, delivery.id, (was) =>
    was.status === 'queued' && was.attempts === 0 && was.dueAt !== null && was.dueAt > now
      ? { kind: 'hastened', status: 'queued', agentId: viewer.agentId, change: { dueAt: now } }
      : null,
  )
  if (row?.status === 'cancelled') throw new ConflictError('This message was called off.')
  return { message }
}
