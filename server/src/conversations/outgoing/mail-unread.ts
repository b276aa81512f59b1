import type { UnreadAnswers } from '@switchboard/prisma'
import { capabilitiesOf } from '../../channels/capabilities.ts'
import type { Services } from '../../context.ts'
import { refusedFor } from '../../contacts/consent.ts'
import type { ConversationRow } from '../../graphql/rows.ts'
import type { Tx } from '../../platform/database.ts'
import { newId } from '../../platform/ids.ts'
import { createPump, type Pump } from '../../platform/pump.ts'
import { transact } from '../../platform/transaction.ts'
import { lockConversation } from '../work.ts'
import { usualRecipients } from './recipients.ts'
import { mayBeTold, sayAutomatically } from './say-automatically.ts'
import { mailAfter } from './unread-answers.ts'
import { unreadWords } from './unread-words.ts'
import type { Way } from './way.ts'

type Needs = Pick<Services, 'db' | 'wake' | 'clock' | 'seal'>

/** How long one has to mail what is unread before another may try, in s. */
const lease = 60

/** Mails answers that their customers did not read where they asked, once they are due. */
export function startUnreadMail(services: Needs & Pick<Services, 'log'>): Pump {
  const { db, clock, log } = services
  return createPump<UnreadAnswers>({
    name: 'unread answers',
    size: 4,
    log,
    claim: (count) => claim(db, clock.now(), count),
    handle: (row) => mailUnread(services, row),
  })
}

function claim({ prisma }: Needs['db'], now: Date, count: number): Promise<UnreadAnswers[]> {
  const until = new Date(now.getTime() + lease * 1000)
  return prisma.$transaction(async (tx) => {
    const due = await tx.$queryRaw<{ id: string }[]>`
      SELECT conversation_id AS id FROM unread_answers WHERE due_at <= ${now}
       ORDER BY due_at LIMIT ${count} FOR UPDATE SKIP LOCKED`
    const where = { conversationId: { in: due.map((row) => row.id) } }
    return due.length === 0 ? [] : tx.unreadAnswers.updateManyAndReturn({ where, data: { dueAt: until } })
  })
}

/** The mail and the note that it was written are one commit: whoever comes second finds nothing to do. */
async function mailUnread(services: Needs, claimed: UnreadAnswers): Promise<void> {
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

async function mail(services: Needs, { tx, row }: { tx: Tx; row: ConversationRow }, unread: Unread) {
  const way = await mailboxOf(tx, row)
  const [to] = way ? (await usualRecipients(tx, row, way)).to : []
  if (!way || !to || !(await mayBeMailed(tx, row, way, to.address))) return
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
  await sayAutomatically(services, { tx, row }, way, { id: newId(), externalId, to, reason, ...words })
}

async function mailboxOf(tx: Tx, { brandId }: ConversationRow): Promise<Way | null> {
  const where = { brandId, kind: 'email', enabled: true } as const
  const channel = await tx.channel.findFirst({ where, orderBy: { createdAt: 'asc' } })
  return channel && { ...channel, can: capabilitiesOf(channel) }
}

/** Not those who want no mail, are blocked, or whose mail comes back: nobody waits for these. */
async function mayBeMailed(tx: Tx, row: ConversationRow, way: Way, address: string): Promise<boolean> {
  const { blockedAt } = await tx.contact.findUniqueOrThrow({ where: { id: row.contactId } })
  const flagged = await tx.identity.count({ where: { kind: 'email', value: address, flaggedAt: { not: null } } })
  if (blockedAt || flagged > 0 || (await refusedFor({ prisma: tx }, way.id, [address]))) return false
  return mayBeTold(tx, address)
}
