import type { UnreadAnswers } from '@switchboard/prisma'
import type { Services } from '../../context.ts'
import type { ConversationRow } from '../../graphql/rows.ts'
import type { Tx } from '../../platform/database.ts'
import { newId } from '../../platform/ids.ts'
import { transact } from '../../platform/transaction.ts'
import { lockConversation } from '../work.ts'
import { sayAutomatically } from './say-automatically.ts'
import { mailAfter } from './unread-answers.ts'
import { wayToMail } from './unread-way.ts'
import { unreadWords } from './unread-words.ts'

export type UnreadNeeds = Pick<Services, 'db' | 'wake' | 'clock' | 'seal'>

/** Mails what is due and still unread, in the commit that notes it: whoever comes second finds nothing to do. */
export async function mailUnread(services: UnreadNeeds, claimed: UnreadAnswers): Promise<void> {
  const { conversationId, dueAt } = claimed
  await transact(services, async (tx) => {
    const row = await lockConversation(tx, conversationId)
    const { count } = await tx.unreadAnswers.updateMany({ where: { conversationId, dueAt }, data: { dueAt: null } })
    if (!row || count === 0) return
    const unread = await unreadOf(tx, row, claimed.mailedSeq)
    const [first, last] = [unread[0], unread.at(-1)]
    if (!first || !last) return
    const ripe = new Date(first.createdAt.getTime() + mailAfter(first.channel))
    if (mailAfter(first.channel) === 0) return
    // What was due first has been read since; what came after it has its own time.
    if (ripe > services.clock.now())
      return void (await tx.unreadAnswers.update({ where: { conversationId }, data: { dueAt: ripe } }))
    await tx.unreadAnswers.update({ where: { conversationId }, data: { mailedSeq: last.seq } })
    await mail(services, { tx, row }, unread)
  })
}

/** What agents said to the customer's device, and neither was read there nor mailed. */
const unreadOf = (tx: Tx, row: ConversationRow, mailedSeq: number) =>
  tx.message.findMany({
    where: {
      conversationId: row.id,
      channelId: row.channelId,
      kind: 'outbound',
      agentId: { not: null },
      seq: { gt: Math.max(row.contactSeenSeq, mailedSeq) },
    },
    include: { channel: true, agent: true, attachments: true },
    orderBy: { seq: 'asc' },
  })

type Unread = Awaited<ReturnType<typeof unreadOf>>

async function mail(services: UnreadNeeds, { tx, row }: { tx: Tx; row: ConversationRow }, unread: Unread) {
  const found = await wayToMail(tx, row)
  if (!found) return
  const { brand, contact } = await tx.conversation.findUniqueOrThrow({
    where: { id: row.id },
    include: { brand: true, contact: true },
  })
  const answers = unread.map(({ agent, body, attachments }) => ({
    name: agent?.name ?? brand.name,
    body,
    files: attachments.map((file) => file.name),
  }))
  const words = unreadWords(brand.name, [contact.locale, brand.locale], answers)
  const reason = 'The customer had left the chat before they read our answer.'
  const externalId = `unread:${row.id}:${unread.at(-1)?.seq}`
  await sayAutomatically(services, { tx, row }, found.way, { id: newId(), externalId, to: found.to, reason, ...words })
}
