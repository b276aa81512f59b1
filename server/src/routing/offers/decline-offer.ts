import type { Context } from '../../context.ts'
import { ConflictError } from '../../errors.ts'
import type { DeclineOfferInput } from '../../graphql/gen/types.ts'
import { transact } from '../../platform/transaction.ts'
import { answeredOffer } from './answered-offer.ts'

/**
 * Lets the next one be asked; the conversation keeps its place, and this agent is not asked again for a while.
 * @throws UnauthenticatedError, NotFoundError; ConflictError when the offer has ended otherwise.
 */
export function declineOffer(ctx: Context, { offerId }: DeclineOfferInput) {
  return transact(ctx, async (tx) => {
    await answeredOffer(ctx, tx, offerId)
    await tx.$queryRaw`SELECT refuse_offer(${offerId}::uuid, 'declined') AS done`
    const offer = await tx.offer.findUniqueOrThrow({ where: { id: offerId } })
    if (offer.state !== 'declined') throw new ConflictError('This offer has ended already.')
    return { offer }
  })
}
