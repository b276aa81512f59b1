import type { Delivery } from '@switchboard/prisma'
import type { Mailbox } from '../channels/carried.ts'
import { refusedFor } from '../contacts/consent.ts'
import type { Database } from '../platform/database.ts'

/** Why this message may not go out: whoever it goes to took their consent back, before or after it was written. */
export async function refusedBy(db: Database, row: Delivery): Promise<string | null> {
  return refusedFor(db, row.channelId, await recipientsOf(db, row.messageId))
}

/** The addresses that a message goes to, openly or not. */
export async function recipientsOf({ prisma }: Pick<Database, 'prisma'>, messageId: string): Promise<string[]> {
  const content = await prisma.messageContent.findUnique({ where: { messageId } })
  const recipients = (content?.recipients ?? {}) as Record<'to' | 'cc' | 'bcc', Mailbox[] | undefined>
  const { to = [], cc = [], bcc = [] } = recipients
  return [...to, ...cc, ...bcc].map((one) => one.address)
}
