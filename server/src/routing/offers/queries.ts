import type { Context } from '../../context.ts'
import type { OfferRow } from '../../graphql/rows.ts'
import { signedIn } from '../../viewer.ts'

/** What the viewer is being asked to take, the first asked first. @throws UnauthenticatedError. */
export async function openOffers({ db, viewer, clock }: Context): Promise<OfferRow[]> {
  const { agentId } = signedIn(viewer)
  const where = { agentId, state: 'open' as const, expiresAt: { gt: clock.now() } }
  return db.prisma.offer.findMany({ where, orderBy: [{ offeredAt: 'asc' }, { id: 'asc' }] })
}
