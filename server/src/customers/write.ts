import type { Customer, CustomerConversation, CustomerMessage, CustomerWrites, Written } from '../channels/channel.ts'
import { ConflictError, ForbiddenError, InvalidInputError } from '../errors.ts'
import type { Receive, Received } from '../intake/receive.ts'
import { preview } from '../conversations/preview.ts'
import { type Details, joined } from './details.ts'
import { readMessages } from './messages.ts'
import type { Needs } from './needs.ts'
import { admit } from './policy.ts'
import { type Standings, uploaderOf } from './standing.ts'
import { readSummaries, type Summary } from './summaries.ts'

/** Stores a customer's message and answers with it; resolves after the commit. */
export type Write = (customer: Customer, message: CustomerWrites) => Promise<Written>

const most = 20_000

/**
 * The hot path: where the customer stands is remembered, intake is one statement, and the answer is made from what it
 * returned and what is remembered of the conversation.
 */
export function createWrite(needs: Needs, deps: { receive: Receive; standings: Standings; details: Details }): Write {
  const known = new Map<string, Summary>()
  needs.tail.listen((events) => {
    for (const event of events) {
      if (event.conversationId && event.type.startsWith('conversation.')) known.delete(event.conversationId)
    }
  })

  async function summaryOf(id: string): Promise<Summary> {
    const found = known.get(id) ?? (await readSummaries(needs.db, [id])).get(id)
    if (!found) throw new Error(`conversation ${id} is gone`)
    if (known.size >= most) known.clear()
    known.set(id, found)
    return found
  }

  async function stored(message: CustomerMessage, received: Received, topic: string | null): Promise<Written> {
    const said = { body: preview(message.body, message.attachments.length), at: message.at, author: 'visitor' as const }
    const base = received.opened ? freshly(message, topic) : (await summaryOf(received.conversationId)).view
    const now = { status: 'open', closedAt: null, lastMessage: said, unread: 0, visitorSeenSeq: message.seq } as const
    return { message, conversation: { ...base, ...now }, duplicate: false }
  }

  async function again(customer: Customer, received: Received): Promise<Written> {
    const standing = admit(await deps.standings.of(customer))
    const message = (await readMessages(needs, [received.messageId])).get(received.messageId)
    const summary = (await readSummaries(needs.db, [received.conversationId])).get(received.conversationId)
    const theirs = summary && summary.identityId === standing.identityId && message?.author === 'visitor'
    // Somebody else's message has this id: nothing of it is told, nothing was stored.
    if (!theirs) throw new ConflictError('This message id is taken. Please send the message with a new one.')
    return { message, conversation: summary.view, duplicate: true }
  }

  return async (customer, given) => {
    const standing = admit(await deps.standings.beforeWriting(customer))
    const details = joined(deps.details.before(customer), given.details ?? {})
    const message = standing.contactId === null ? { ...given, details } : given
    const at = needs.clock.now()
    const received = await deps.receive(inbound(customer, message)).catch(rejected)
    if (received.outcome === 'blocked') throw new ForbiddenError('This chat is not available to you.', 'blocked')
    if (received.outcome === 'duplicate') return again(customer, received)
    if (standing.contactId === null) deps.standings.forget(customer)
    if (worthSaving(message, standing.contactId === null))
      await deps.details.save(customer, message.details ?? {}, false)
    const files = message.attachmentIds.length > 0
    const read = files ? (await readMessages(needs, [received.messageId])).get(received.messageId) : undefined
    return stored(read ?? answerOf(message, received, at), received, message.topic ?? null)
  }
}

/** What intake does not store itself: a newcomer's attributes, and what the form said of somebody we knew. */
function worthSaving({ details = {}, form }: CustomerWrites, isNew: boolean): boolean {
  return isNew ? Object.keys(details.attributes ?? {}).length > 0 : form !== undefined
}

const inbound = (customer: Customer, message: CustomerWrites) => ({
  channelId: customer.channelId,
  brandId: customer.brandId,
  kind: 'chat',
  identity: { kind: customer.kind, value: customer.value, verified: customer.kind === 'external' },
  externalId: message.clientId,
  body: message.body,
  reopenDays: message.reopenDays,
  topic: message.topic ?? null,
  form: message.form ?? {},
  contact: {
    name: message.details?.name ?? null,
    email: message.details?.email ?? null,
    phone: message.details?.phone ?? null,
    locale: message.details?.locale ?? null,
  },
  attachmentIds: message.attachmentIds,
  uploader: uploaderOf(customer),
})

const answerOf = (message: CustomerWrites, received: Received, at: Date): CustomerMessage => ({
  id: received.messageId,
  clientId: message.clientId,
  conversationId: received.conversationId,
  seq: received.seq,
  author: 'visitor',
  agent: null,
  body: message.body,
  attachments: [],
  at: at.toISOString(),
})

const freshly = (message: CustomerMessage, topic: string | null): CustomerConversation => ({
  id: message.conversationId,
  status: 'open',
  topic,
  createdAt: message.at,
  closedAt: null,
  lastMessage: null,
  agent: null,
  unread: 0,
  agentSeenSeq: 0,
  agentDeliveredSeq: 0,
  visitorSeenSeq: message.seq,
  rating: null,
})

function rejected(error: unknown): never {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined
  if (code === 'SB001')
    throw new InvalidInputError('attachmentIds', 'One of the files is gone. Please attach it again.')
  throw error
}
