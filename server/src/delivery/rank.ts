import type { DeliveryStatus } from '@switchboard/prisma'
import type { CarriedState } from '../channels/carried.ts'

/** How far along each status is. What failed stays failed, unless a person sends it again; called off is over. */
const ranks: Record<DeliveryStatus, number> = {
  queued: 0,
  sending: 1,
  uncertain: 2,
  sent: 3,
  delivered: 5,
  seen: 6,
  failed: 4,
  cancelled: 7,
}

/**
 * The status after a provider's news, in whatever order, doubled or late, they come: it only moves forward. A failure
 * counts until something says that the message arrived; what arrived cannot fail any more, nor what failed arrive later.
 */
export function fold(now: DeliveryStatus, news: CarriedState): DeliveryStatus {
  if (news === 'delayed' || now === 'failed' || now === 'cancelled') return now
  return ranks[news] > ranks[now] ? news : now
}
