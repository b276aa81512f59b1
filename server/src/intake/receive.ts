import type { Services } from '../context.ts'
import { preview } from '../conversations/preview.ts'
import { newId } from '../platform/ids.ts'
import { mayBeginAgain } from '../platform/transaction.ts'
import { createBatcher } from './batcher.ts'

/** A message from the outside world, checked by its channel. */
export interface Inbound {
  channelId: string
  brandId: string
  /** For metrics: the channel's kind. */
  kind: string
  identity: { kind: 'visitor' | 'external' | 'email' | 'phone'; value: string; verified: boolean }
  /** The sender's or provider's own id: one message is stored per channel and external id. */
  externalId: string
  body: string
  /** Days after closing within which it reopens the last conversation. */
  reopenDays: number
  topic?: string | null
  form?: Record<string, unknown>
  /** What the sender says of themselves; kept for a new contact only. */
  contact?: { name?: string | null; email?: string | null; phone?: string | null; locale?: string | null }
  attachmentIds?: string[]
  /** Who uploaded the attachments, as Attachment.uploader has it. */
  uploader?: string
  /** What came in as it came, for channels that a provider carries: done in the commit that stores this. */
  carried?: CarriedParts
}

/** What a message has that was carried by a provider. */
export interface CarriedParts {
  inboundItemId: string
  /** Conversations it may belong to, the strongest evidence first, and why. */
  thread: { conversationId: string; reason: string }[]
  /** Why it was no person who sent it. */
  automatic: string | null
  content: {
    subject: string | null
    html: string | null
    quoted: string | null
    recipients: object
    warnings: string[]
  } | null
  /** The id by which later messages refer to this one. */
  reference: string | null
  /** Others who were written to. */
  participants: { kind: 'email' | 'phone'; value: string; name: string | null }[]
}

/** What became of it. With `blocked` nothing was stored. */
export interface Received {
  outcome: 'stored' | 'duplicate' | 'blocked'
  messageId: string
  conversationId: string
  contactId: string
  seq: number
  /** A new conversation was opened for it. */
  opened: boolean
}

interface Row {
  n: number
  outcome: Received['outcome']
  message_id: string
  conversation_id: string
  contact_id: string
  seq: number
  opened: boolean
}

/** Stores what comes in. Resolves after the commit: then the sender may be told. */
export type Receive = (message: Inbound) => Promise<Received>

/**
 * Intake: one statement a message, or one for all that arrive while earlier ones are being stored. A batch that fails
 * is stored one by one, so that a bad message costs the others nothing.
 * @throws the database's error; code SB001 when an attachment is not the sender's.
 */
export function createReceive({
  db,
  wake,
  clock,
  metrics,
}: Pick<Services, 'db' | 'wake' | 'clock' | 'metrics'>): Receive {
  /** Whoever changes the same people and conversations at this moment may win; then this begins again. */
  async function take(items: string, tries = 1): Promise<Row[]> {
    const statement = { name: 'intake', text: 'SELECT * FROM intake_messages($1)', values: [items] }
    try {
      return (await db.pool.query<Row>(statement)).rows
    } catch (error) {
      if (tries > 3 || !mayBeginAgain(error)) throw error
      return take(items, tries + 1)
    }
  }

  async function store(messages: Inbound[]): Promise<Received[]> {
    const items = messages.map((message, n) => ({ n, item: toItem(message, clock.now()) }))
    // In one order everywhere, so that two batches cannot wait for each other.
    items.sort((a, b) =>
      a.item.identityValue < b.item.identityValue ? -1 : a.item.identityValue > b.item.identityValue ? 1 : a.n - b.n,
    )
    const rows = await take(JSON.stringify(items.map((i) => i.item)))
    wake.ring()
    const received: Received[] = []
    for (const row of rows) {
      const at = items[row.n - 1]
      if (at) received[at.n] = toReceived(row)
    }
    return received
  }
  const batched = createBatcher(store, { batches: 4, size: 50 })
  return async (message) => {
    const received = await batched(message)
    metrics.intake.inc({ kind: message.kind, outcome: received.outcome })
    return received
  }
}

const toItem = (message: Inbound, at: Date) => ({
  messageId: newId(),
  conversationId: newId(),
  contactId: newId(),
  identityId: newId(),
  channelId: message.channelId,
  brandId: message.brandId,
  identityKind: message.identity.kind,
  identityValue: message.identity.value,
  verified: message.identity.verified,
  externalId: message.externalId,
  body: message.body,
  preview: preview(message.body, message.attachmentIds?.length ?? 0),
  at: at.toISOString(),
  reopenDays: message.reopenDays,
  form: message.form ?? {},
  topic: message.topic ?? null,
  ...message.contact,
  attachmentIds: message.attachmentIds ?? [],
  uploader: message.uploader ?? '',
  ...(message.carried && carriedItem(message.carried)),
})

const carriedItem = ({ participants, ...parts }: CarriedParts) => ({
  ...parts,
  participants: participants.map(({ kind, value, name: called }) => ({
    identityKind: kind,
    identityValue: value,
    identityId: newId(),
    contactId: newId(),
    name: called,
    ...(kind === 'email' ? { email: value } : { phone: value }),
  })),
})

const toReceived = (row: Row): Received => ({
  outcome: row.outcome,
  messageId: row.message_id,
  conversationId: row.conversation_id,
  contactId: row.contact_id,
  seq: row.seq,
  opened: row.opened,
})
