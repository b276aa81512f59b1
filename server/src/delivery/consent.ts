import type { Delivery } from '@switchboard/prisma'
import type { Mailbox } from '../channels/carried.ts'
import { refusedFor } from '../contacts/consent.ts'
import type { Database } from '../platform/database.ts'

/** Why this message may not go out: whoever it goes to took their consent back, before or after it was written. */
export async function refusedBy(db: Database, row: Delivery): Promise<string | null> {
  const content = await db.prisma.messageContent.findUnique({ where: { messageId: row.messageId } })
  const {
    to = [],
    cc = [],
    bcc = [],
  } = (content?.recipients ?? {}) as Record<'to' | 'cc' | 'bcc', Mailbox[] | undefined>
  return refusedFor(
    db,
    row.channelId,
    [...to, ...cc, ...bcc].map((one) => one.address),
  )
}
