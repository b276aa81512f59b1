import type { Tx } from '../../platform/database.ts'

/** How those who came in the past waited: until their first answer, or until they left without one. */
export async function storeWaits(tx: Tx): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO queue_entries (conversation_id, queue_id, channel_id, entered_at, waiting_since, left_at, outcome, agent_id)
      SELECT c.id, h.queue_id, c.channel_id, c.created_at, c.created_at, coalesce(c.first_reply_at, c.closed_at),
             CASE WHEN c.first_reply_at IS NULL THEN 'abandoned' ELSE 'answered' END::queue_outcome,
             CASE WHEN c.first_reply_at IS NOT NULL THEN c.assignee_id END
        FROM conversations c JOIN channels h ON h.id = c.channel_id
       WHERE coalesce(c.first_reply_at, c.closed_at) IS NOT NULL
         AND NOT EXISTS (SELECT 1 FROM queue_entries e WHERE e.conversation_id = c.id)`
}
