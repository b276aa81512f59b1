import type { AgentViewer, Context } from '../../context.ts'
import { NotFoundError } from '../../errors.ts'
import type { OfferRow } from '../../graphql/rows.ts'
import type { Tx } from '../../platform/database.ts'
import { isId } from '../../platform/ids.ts'
import { signedIn } from '../../viewer.ts'
import { mayAnswer } from './policy.ts'

/** The offer the viewer answers; whether it still stands is to be asked under the conversation's lock. @throws UnauthenticatedError, NotFoundError. */
export async function answeredOffer(
  ctx: Context,
  tx: Tx,
  offerId: string,
): Promise<OfferRow & { viewer: AgentViewer }> {
  const viewer = signedIn(ctx.viewer)
  const offer = isId(offerId) ? await tx.offer.findUnique({ where: { id: offerId } }) : null
  if (!offer || !mayAnswer(viewer, offer)) throw new NotFoundError('There is no such offer.')
  return { ...offer, viewer }
}
