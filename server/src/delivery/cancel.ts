import type { Context } from '../context.ts'
import { ConflictError } from '../errors.ts'
import type { CancelDeliveryInput } from '../graphql/gen/types.ts'
import { changeDelivery } from './ledger.ts'
import { ownDelivery } from './own-message.ts'

/**
 * Calls off a message before it leaves. Whoever comes first, this or the sending, decides; called off twice is called off.
 * @throws UnauthenticatedError, NotFoundError; ConflictError once it has left.
 */
export async function cancelDelivery(ctx: Context, { messageId }: CancelDeliveryInput) {
  const { viewer, delivery, message } = await ownDelivery(ctx, messageId)
  const row = await changeDelivery(ctx, delivery.id, (now) =>
    now.status === 'queued' && now.attempts === 0
      ? { kind: 'cancelled', status: 'cancelled', agentId: viewer.agentId, change: { dueAt: null } }
      : null,
  )
  if (row?.status !== 'cancelled') throw new ConflictError('This message has left already.')
  return { message }
}
