import type { ConversationStatus } from '@switchboard/prisma'
import type { ConversationRow } from '../graphql/rows.ts'

type State = Pick<ConversationRow, 'status' | 'snoozedUntil' | 'lastSeq'>

/** What changes with the status, and the data of its event. */
export interface Move {
  data: {
    status: ConversationStatus
    snoozedUntil: Date | null
    closedAt: Date | null
    waitingSince?: null
    unreadCount?: 0
    agentSeenSeq?: number
  }
  event: { from: ConversationStatus; to: ConversationStatus; until?: string }
}

/**
 * The move of a conversation to a status; null when it stands there already. With snoozed, `until` is when it comes
 * back. Closing ends the customer's waiting and counts everything as looked at.
 */
export function moveTo(row: State, to: ConversationStatus, now: Date, until: Date | null = null): Move | null {
  const snoozedUntil = to === 'snoozed' ? until : null
  if (row.status === to && row.snoozedUntil?.getTime() === snoozedUntil?.getTime()) return null
  const done = { waitingSince: null, unreadCount: 0, agentSeenSeq: row.lastSeq } as const
  return {
    data: { status: to, snoozedUntil, closedAt: to === 'closed' ? now : null, ...(to === 'closed' && done) },
    event: { from: row.status, to, ...(snoozedUntil && { until: snoozedUntil.toISOString() }) },
  }
}
