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
  const { content } = message
  const recipients = (content?.recipients ?? {}) as { to?: Mailbox[]; cc?: Mailbox[]; bcc?: Mailbox[] }
  // A note goes to people outside the conversation, who know none of its messages.
  const aside = message.kind === 'note'
  const earlier = aside ? [] : await referencesBefore(needs, message)
  return {
    deliveryId: row.id,
    messageId: row.messageId,
    conversationId: row.conversationId,
    attempts: row.attempts,
    to: recipients.to ?? [],
    cc: recipients.cc ?? [],
    bcc: recipients.bcc ?? [],
    subject: content?.subject ?? null,
    body: [message.body, content?.quoted].filter(Boolean).join('\n\n'),
    html: content?.html ? withPictures(content.html) : null,
    files: message.attachments.map((file) => outgoingFile(needs, file)),
    reference: row.reference,
    references: earlier.map((one) => one.reference).toReversed(),
    token: threadToken(needs, message.conversation),
    aside,
    callbackUrl: null,
    automatic: content?.automatic != null,
    unsubscribeUrl: null,
    committing,
  }
}

const referencesBefore = (needs: Needs, { conversationId, seq }: { conversationId: string; seq: number }) =>
  needs.db.prisma.messageReference.findMany({
    where: { conversationId, message: { seq: { lt: seq } } },
    orderBy: { message: { seq: 'desc' } },
    take: mostReferences,
    select: { reference: true },
  })

/** Pictures of other hosts wait in what came in; whoever it is passed on to decides for themselves. */
const withPictures = (html: string) => html.replace(/\bdata-remote="(https?:[^"]*)"/gi, 'src="$1"')

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
