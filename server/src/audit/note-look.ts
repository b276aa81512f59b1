import type { Context } from '../context.ts'
import type { ConversationRow } from '../graphql/rows.ts'

/** One who stays at it, or comes back soon, looked once. */
const withinMinutes = 10

/**
 * Writes down that the viewer reads a conversation that another agent has. Awaited by whoever gives out what was said in
 * it: what cannot be written down is not shown.
 */
export async function noteLook({ db, viewer }: Context, { id, assigneeId }: ConversationRow): Promise<void> {
  const agentId = viewer?.kind === 'agent' ? viewer.agentId : ''
  if (!agentId || !assigneeId || assigneeId === agentId) return
  await db.pool.query({
    name: 'note-look',
    text: `INSERT INTO looks (agent_id, conversation_id, owner_id)
             SELECT $1::uuid, $2::uuid, $3::uuid WHERE NOT EXISTS (
               SELECT 1 FROM looks WHERE conversation_id = $2::uuid AND agent_id = $1::uuid AND owner_id = $3::uuid
                  AND at > now() - interval '${withinMinutes} minutes')`,
    values: [agentId, id, assigneeId],
  })
}
