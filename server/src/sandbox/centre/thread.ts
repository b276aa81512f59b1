import { preview } from '../../conversations/preview.ts'
import { uploaderOf } from '../../customers/standing.ts'
import { newConversation } from './new-conversation.ts'
import type { Client } from './people/clients.ts'
import { contactOf, tellMore } from './people/introduce.ts'
import type { Random } from './random.ts'
import type { Row, Story } from './story.ts'

/** One conversation being told, and what it is told into. */
export interface Thread {
  story: Story
  random: Random
  client: Client
  row: Row
}

/** Begins a conversation of a client; nothing has been said yet. */
export function beginThread(story: Story, random: Random, client: Client, topic: string, at: Date): Thread {
  const contact = contactOf(story, random, client, at)
  const row = newConversation(random, client, contact.id, topic, at)
  story.conversations.push(row)
  client.lastConversationId = row.id
  const thread = { story, random, client, row }
  fact(thread, at, 'conversation.opened')
  return thread
}

/** The customer writes, as intake stores it. */
export function customerWrites(thread: Thread, at: Date, body: string, picture: string | null): void {
  const { story, random, row, client } = thread
  const reason = row.lastSeq === 0 ? 'new' : row.status === 'closed' ? 'reopened' : 'open conversation'
  if (row.status !== 'open')
    fact(thread, at, 'conversation.status_changed', { from: row.status, to: 'open', by: 'contact' })
  const words = { externalId: random.id(at), contactId: row.contactId, threadReason: reason }
  const messageId = addMessage(thread, at, 'inbound', body, words, picture ? 1 : 0)
  if (picture) attach(thread, at, messageId, picture)
  row.status = 'open'
  row.snoozedUntil = row.closedAt = null
  row.waitingSince ??= at
  row.unreadCount++
  row.contactSeenSeq = row.contactDeliveredSeq = row.lastSeq
  if (row.lastSeq === 1 && row.previousId === null) tellMore(story, client, at)
  if (client.contact) client.contact.lastSeenAt = at
}

/** The message reached the customer's device, and they looked at it where `seen`. */
export function customerGets(thread: Thread, at: Date, seen: boolean): void {
  const { row } = thread
  row.contactDeliveredSeq = row.lastSeq
  if (!seen) return fact(thread, at, 'conversation.delivered', { seq: row.lastSeq })
  row.contactSeenSeq = row.lastSeq
  fact(thread, at, 'conversation.seen', { by: 'contact', seq: row.lastSeq })
}

/** The customer ends the conversation. */
export function customerEnds(thread: Thread, at: Date): void {
  fact(thread, at, 'conversation.status_changed', { from: thread.row.status, to: 'closed', by: 'contact' })
  Object.assign(thread.row, { status: 'closed', closedAt: at, snoozedUntil: null, waitingSince: null })
}

/** The customer rates what has ended. */
export function customerRates(thread: Thread, at: Date, rating: number, ratingComment: string | null): void {
  Object.assign(thread.row, { rating, ratingComment, ratedAt: at })
  fact(thread, at, 'conversation.rated', { score: rating })
}

/** Adds the next message and its event, and answers its id. */
export function addMessage(
  thread: Thread,
  at: Date,
  kind: 'inbound' | 'outbound' | 'note',
  body: string,
  more: { externalId: string; contactId?: string; agentId?: string; threadReason?: string },
  files = 0,
): string {
  const { story, random, row } = thread
  const id = random.id(at)
  const seq = row.lastSeq + 1
  const place = { conversationId: row.id, channelId: row.channelId }
  story.messages.push({
    contactId: null,
    agentId: null,
    threadReason: null,
    ...more,
    ...place,
    id,
    seq,
    kind,
    body,
    createdAt: at,
  })
  Object.assign(row, { lastSeq: seq, lastMessageAt: at, lastMessageText: preview(body, files), lastMessageKind: kind })
  fact(thread, at, 'message.added', { messageId: id, kind, seq }, more.agentId)
  return id
}

/** Appends what happened to the log. */
export function fact(
  thread: Thread,
  at: Date,
  type: string,
  data: Record<string, unknown> = {},
  agentId?: string,
): void {
  const { id: conversationId, brandId, contactId } = thread.row
  thread.story.events.push({ type, at, brandId, conversationId, contactId, agentId: agentId ?? null, data })
}

function attach({ story, random, client }: Thread, at: Date, messageId: string, picture: string) {
  const id = random.id(at)
  const storageKey = `attachments/${id.slice(0, 8)}/${id}`
  const kept = { storageKey, thumbnailKey: `${storageKey}.webp`, contentType: 'image/png', createdAt: at }
  const uploader = uploaderOf(client.identity)
  story.sent.push({ picture, attachment: { id, messageId, uploader, ...kept, name: '', size: 0 } })
}
