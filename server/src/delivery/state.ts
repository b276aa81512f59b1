import type { MessageKind } from '@switchboard/prisma'

/** How far an outgoing message got. */
export type DeliveryState = 'queued' | 'sent' | 'delivered' | 'seen' | 'failed'

/** What is known of a message, of its customer, and of its channel. */
export interface Known {
  kind: MessageKind
  seq: number
  failure: string | null
  /** The highest message numbers that reached and were seen by the customer. */
  contactDeliveredSeq: number
  contactSeenSeq: number
  /** The customer's device fetches messages itself: stored is sent. */
  pull: boolean
}

/**
 * How far a message got; null unless it is outgoing. Receipts are marks on the conversation: what stands before a mark
 * got there too. States only move forward because the marks do.
 */
export function deliveryState(known: Known): DeliveryState | null {
  if (known.kind !== 'outbound') return null
  if (known.failure !== null) return 'failed'
  if (known.seq <= known.contactSeenSeq) return 'seen'
  if (known.seq <= known.contactDeliveredSeq) return 'delivered'
  return known.pull ? 'sent' : 'queued'
}
