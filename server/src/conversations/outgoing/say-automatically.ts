import { addressOf, bareAddress, isDaemonAddress, takesNoAnswers } from '../../channels/address.ts'
import type { Mailbox } from '../../channels/carried.ts'
import type { Services } from '../../context.ts'
import type { ConversationRow, MessageRow } from '../../graphql/rows.ts'
import type { Tx } from '../../platform/database.ts'
import { append } from '../../platform/events/append.ts'
import { factOf } from '../work.ts'
import { subjectFor } from './letter.ts'
import { post } from './post.ts'
import type { Way } from './way.ts'

/** What the hub says by itself, and to whom. */
export interface AutomaticWords {
  id: string
  /** Makes it one message on its channel. */
  externalId: string
  to: Mailbox
  subject?: string
  body: string
  /** Why the hub wrote it, in words for agents. */
  reason: string
}

/**
 * Whether the hub may write to an address by itself: not where nobody reads, and never to an address of its own, where
 * it would answer itself.
 */
export async function mayBeTold(tx: Pick<Tx, 'channel'>, address: string): Promise<boolean> {
  if (takesNoAnswers(address) || isDaemonAddress(address)) return false
  const carried = await tx.channel.findMany({ where: { kind: { not: 'chat' } }, select: { settings: true } })
  return !carried.some((channel) => bareAddress(addressOf(channel)) === bareAddress(address))
}

/**
 * Says something in the hub's own name: through the same ledger as agents' words, but it answers nobody's waiting,
 * assigns nothing and stays in the background of lists. Call it last in the transaction that holds the conversation.
 */
export async function sayAutomatically(
  services: Pick<Services, 'seal' | 'clock'>,
  { tx, row }: { tx: Tx; row: ConversationRow },
  way: Way,
  { id, externalId, to, body, reason, ...words }: AutomaticWords,
): Promise<MessageRow> {
  const at = services.clock.now()
  const place = { conversationId: row.id, channelId: way.id, seq: row.lastSeq + 1 }
  const message = await tx.message.create({
    data: { ...place, id, externalId, kind: 'outbound', body, createdAt: at },
  })
  const subject = subjectFor(way, words.subject, row)
  const recipients = { to: [to], cc: [], bcc: [] }
  await post(services, { tx, row }, { message, way, letter: { recipients, subject, dueAt: at, automatic: reason } })
  await tx.conversation.update({ where: { id: row.id }, data: { lastSeq: message.seq } })
  await append(tx, factOf(row, 'message.added', { messageId: id, kind: message.kind, seq: message.seq }))
  return message
}
