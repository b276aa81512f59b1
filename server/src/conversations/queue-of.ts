import type { ConversationRow } from '../graphql/rows.ts'
import type { Tx } from '../platform/database.ts'

/** The id of the queue a conversation belongs to: the one it was moved to, else that of its channel. */
export async function queueOf(tx: Tx, row: Pick<ConversationRow, 'queueId' | 'channelId'>): Promise<string | null> {
  if (row.queueId) return row.queueId
  return (await tx.channel.findUniqueOrThrow({ where: { id: row.channelId } })).queueId
}
