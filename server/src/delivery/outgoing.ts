import type { Delivery } from '@switchboard/prisma'
import type { Mailbox, Outgoing, OutgoingFile } from '../channels/carried.ts'
import type { Services } from '../context.ts'
import { attachmentUrl } from '../conversations/attachments/url.ts'
import { threadToken } from '../conversations/thread-token.ts'
import type { AttachmentRow } from '../graphql/rows.ts'

type Needs = Pick<Services, 'db' | 'seal' | 'clock' | 'files' | 'env'>

/** How many messages before it an answer names. */
const mostReferences = 20

/** All that an adapter needs to know of a message to hand it over; the same at each try. */
export async function outgoingOf(needs: Needs, row: Delivery, committing: () => Promise<void>): Promise<Outgoing> {
  const { prisma } = needs.db
  const message = await prisma.message.findUniqueOrThrow({
    where: { id: row.messageId },
    include: { content: true, attachments: true, conversation: true },
  })
  const recipients = (message.content?.recipients ?? {}) as { to?: Mailbox[]; cc?: Mailbox[]; bcc?: Mailbox[] }
  const earlier = await prisma.messageReference.findMany({
    where: { conversationId: row.conversationId, message: { seq: { lt: message.seq } } },
    orderBy: { message: { seq: 'desc' } },
    take: mostReferences,
    select: { reference: true },
  })
  return {
    deliveryId: row.id,
    messageId: row.messageId,
    conversationId: row.conversationId,
    attempts: row.attempts,
    to: recipients.to ?? [],
    cc: recipients.cc ?? [],
    bcc: recipients.bcc ?? [],
    subject: message.content?.subject ?? null,
    body: message.body,
    html: message.content?.html ?? null,
    files: message.attachments.map((file) => outgoingFile(needs, file)),
    reference: row.reference,
    references: earlier.map((one) => one.reference).toReversed(),
    token: threadToken(needs, message.conversation),
    callbackUrl: null,
    automatic: message.content?.automatic != null,
    unsubscribeUrl: null,
    committing,
  }
}

function outgoingFile(needs: Needs, file: AttachmentRow): OutgoingFile {
  return {
    id: file.id,
    name: file.name,
    contentType: file.contentType,
    size: file.size,
    contentId: file.contentId,
    inline: file.inline,
    open: () => needs.files.read(file.storageKey),
    url: new URL(attachmentUrl(needs, file, 'file'), needs.env.PUBLIC_URL).href,
  }
}
