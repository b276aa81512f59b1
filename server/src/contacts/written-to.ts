import type { Database } from '../platform/database.ts'

/** Whether a channel handed its provider a message for this address, openly or not. */
export async function wroteTo(
  { prisma }: Pick<Database, 'prisma'>,
  channelId: string,
  identity: { id: string; value: string },
): Promise<boolean> {
  const entry = JSON.stringify([{ address: identity.value }])
  const found = await prisma.$queryRaw<unknown[]>`
    SELECT 1 FROM participants p
      JOIN deliveries d ON d.conversation_id = p.conversation_id AND d.channel_id = ${channelId}::uuid AND d.attempts > 0
      JOIN message_contents c ON c.message_id = d.message_id
     WHERE p.identity_id = ${identity.id}::uuid
       AND (c.recipients->'to' @> ${entry}::jsonb OR c.recipients->'cc' @> ${entry}::jsonb)
    UNION ALL
    SELECT 1 FROM message_contents c
      JOIN deliveries d ON d.message_id = c.message_id AND d.channel_id = ${channelId}::uuid AND d.attempts > 0
     WHERE c.recipients->'bcc' <> '[]' AND c.recipients->'bcc' @> ${entry}::jsonb
     LIMIT 1`
  return found.length > 0
}
