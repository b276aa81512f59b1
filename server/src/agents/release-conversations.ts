import type { Tx } from '../platform/database.ts'
import type { NewEvent } from '../platform/events/event.ts'

/** A conversation that was taken from an agent. */
export interface Released {
  id: string
  brand_id: string
  contact_id: string
  team_id: string | null
  last_seq: number
}

/**
 * Takes from an agent the conversations that are not closed and that they may not see: those outside `brandIds` (null:
 * all brands are theirs; empty: none). Answers the facts to append; each team keeps what it had.
 */
export async function releaseConversations(
  tx: Tx,
  agentId: string,
  brandIds: string[] | null,
  byId: string,
): Promise<NewEvent[]> {
  if (brandIds === null) return []
  const released = await tx.$queryRaw<Released[]>`
    WITH held AS (
      SELECT id FROM conversations
       WHERE assignee_id = ${agentId}::uuid AND status <> 'closed' AND brand_id <> ALL(${brandIds}::uuid[])
       ORDER BY id FOR UPDATE)
    UPDATE conversations c SET assignee_id = NULL FROM held WHERE c.id = held.id
    RETURNING c.id, c.brand_id, c.contact_id, c.team_id, c.last_seq`
  return released.map((row) => unassigned(row, agentId, byId))
}

/** The fact that a conversation was taken from an agent, by a person or for another reason; its team keeps it. */
export const unassigned = (row: Released, agentId: string, byId: string | null, by?: string): NewEvent => ({
  type: 'conversation.assigned',
  brandId: row.brand_id,
  conversationId: row.id,
  contactId: row.contact_id,
  agentId: byId,
  data: {
    ...(by && { by }),
    from: { agentId, teamId: row.team_id },
    to: { agentId: null, teamId: row.team_id },
    seq: row.last_seq,
  },
})
