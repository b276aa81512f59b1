import { Prisma } from '@switchboard/prisma'
import DataLoader from 'dataloader'
import type pg from 'pg'
import type { Database } from '../platform/database.ts'
import { readRows, type Table } from './read-rows.ts'
import type {
  AgentRow,
  AttachmentRow,
  BrandRow,
  ChannelRow,
  ContactMergeRow,
  ContactRow,
  ConversationRow,
  DeliveryEntryRow,
  DeliveryRow,
  IdentityRow,
  LabelRow,
  MessageContentRow,
  MessageRow,
  OfferRow,
  QueueRow,
  QueueWaitRow,
  SlaClockRow,
  TeamRow,
} from './rows.ts'

/** Reads by id, batched and remembered for one request. */
export interface Loaders {
  agent: DataLoader<string, AgentRow | null>
  team: DataLoader<string, TeamRow | null>
  brand: DataLoader<string, BrandRow | null>
  channel: DataLoader<string, ChannelRow | null>
  contact: DataLoader<string, ContactRow | null>
  conversation: DataLoader<string, ConversationRow | null>
  message: DataLoader<string, MessageRow | null>
  /** By message. */
  attachments: DataLoader<string, AttachmentRow[]>
  /** By message. */
  content: DataLoader<string, MessageContentRow | null>
  /** By message. */
  delivery: DataLoader<string, DeliveryRow | null>
  /** By delivery, oldest first. */
  deliveryEntries: DataLoader<string, DeliveryEntryRow[]>
  /** By conversation. */
  labels: DataLoader<string, LabelRow[]>
  queue: DataLoader<string, QueueRow | null>
  offer: DataLoader<string, OfferRow | null>
  /** By conversation: the wait that is under way. */
  wait: DataLoader<string, QueueWaitRow | null>
  /** By conversation: the clock that is due first. */
  due: DataLoader<string, SlaClockRow | null>
  /** By contact. */
  identities: DataLoader<string, IdentityRow[]>
  /** By the contact that stayed, newest first. */
  merges: DataLoader<string, ContactMergeRow[]>
}

/** Loaders for one request: they must not outlive it, since they remember what they read. */
export function createLoaders({ pool }: Pick<Database, 'pool'>): Loaders {
  const one = <Row extends { id: string }>(table: Table) =>
    new DataLoader<string, Row | null>(async (ids) => {
      const rows = new Map((await readRows<Row>(pool, table, 'id', ids)).map((row) => [row.id, row]))
      return ids.map((id) => rows.get(id) ?? null)
    })
  const oneBy = <Row extends object>(table: Table, column: string, key: (row: Row) => string) =>
    new DataLoader<string, Row | null>(async (ids) => {
      const rows = new Map((await readRows<Row>(pool, table, column, ids)).map((row) => [key(row), row]))
      return ids.map((id) => rows.get(id) ?? null)
    })
  const many = <Row extends object>(
    table: Table,
    column: string,
    key: (row: Row) => string | null,
    order = 'created_at, id',
  ) =>
    new DataLoader<string, Row[]>(async (ids) => {
      const groups = Map.groupBy(await readRows<Row>(pool, table, column, ids, order), key)
      return ids.map((id) => groups.get(id) ?? [])
    })
  return {
    agent: one(tables.agent),
    team: one(tables.team),
    brand: one(tables.brand),
    channel: one(tables.channel),
    contact: one(tables.contact),
    conversation: one(tables.conversation),
    message: one(tables.message),
    attachments: many<AttachmentRow>(tables.attachment, 'message_id', (row) => row.messageId),
    content: oneBy<MessageContentRow>(tables.content, 'message_id', (row) => row.messageId),
    delivery: oneBy<DeliveryRow>(tables.delivery, 'message_id', (row) => row.messageId),
    deliveryEntries: many<DeliveryEntryRow>(tables.deliveryEntry, 'delivery_id', (row) => row.deliveryId, 'at, id'),
    labels: labelsOf(pool),
    queue: one(tables.queue),
    offer: one(tables.offer),
    wait: waitsOf(pool),
    due: dueOf(pool),
    identities: many<IdentityRow>(tables.identity, 'contact_id', (row) => row.contactId),
    merges: many<ContactMergeRow>(tables.merge, 'into_id', (row) => row.intoId, 'at DESC, id DESC'),
  }
}

const tables = {
  agent: { name: 'agents', fields: Prisma.AgentScalarFieldEnum },
  team: { name: 'teams', fields: Prisma.TeamScalarFieldEnum },
  brand: { name: 'brands', fields: Prisma.BrandScalarFieldEnum },
  channel: { name: 'channels', fields: Prisma.ChannelScalarFieldEnum },
  contact: { name: 'contacts', fields: Prisma.ContactScalarFieldEnum },
  conversation: { name: 'conversations', fields: Prisma.ConversationScalarFieldEnum },
  message: { name: 'messages', fields: Prisma.MessageScalarFieldEnum },
  attachment: { name: 'attachments', fields: Prisma.AttachmentScalarFieldEnum },
  content: { name: 'message_contents', fields: Prisma.MessageContentScalarFieldEnum },
  delivery: { name: 'deliveries', fields: Prisma.DeliveryScalarFieldEnum },
  deliveryEntry: { name: 'delivery_entries', fields: Prisma.DeliveryEntryScalarFieldEnum },
  identity: { name: 'identities', fields: Prisma.IdentityScalarFieldEnum },
  offer: { name: 'offers', fields: Prisma.OfferScalarFieldEnum },
  queue: { name: 'queues', fields: Prisma.QueueScalarFieldEnum },
  merge: { name: 'contact_merges', fields: Prisma.ContactMergeScalarFieldEnum },
} satisfies Record<string, Table>

function labelsOf(pool: pg.Pool) {
  return new DataLoader<string, LabelRow[]>(async (ids) => {
    const { rows } = await pool.query<LabelRow & { conversationId: string }>({
      name: 'rows-labels-of-conversations',
      text: `SELECT l.id, l.name, l.colour, l.created_at AS "createdAt", c.conversation_id AS "conversationId"
               FROM conversation_labels c JOIN labels l ON l.id = c.label_id
              WHERE c.conversation_id = ANY($1::uuid[]) ORDER BY l.name`,
      values: [ids],
    })
    const groups = Map.groupBy(rows, (row) => row.conversationId)
    return ids.map((id) => groups.get(id) ?? [])
  })
}

function waitsOf(pool: pg.Pool) {
  return new DataLoader<string, QueueWaitRow | null>(async (ids) => {
    const { rows } = await pool.query<QueueWaitRow>({
      name: 'rows-waits-of-conversations',
      text: `SELECT id, conversation_id AS "conversationId", queue_id AS "queueId", channel_id AS "channelId",
                    entered_at AS "enteredAt", waiting_since AS "waitingSince"
               FROM queue_entries WHERE conversation_id = ANY($1::uuid[]) AND left_at IS NULL`,
      values: [ids],
    })
    const live = new Map(rows.map((row) => [row.conversationId, row]))
    return ids.map((id) => live.get(id) ?? null)
  })
}

function dueOf(pool: pg.Pool) {
  return new DataLoader<string, SlaClockRow | null>(async (ids) => {
    const { rows } = await pool.query<SlaClockRow>({
      name: 'rows-due-of-conversations',
      text: `SELECT DISTINCT ON (k.conversation_id) k.id, k.conversation_id AS "conversationId", k.kind,
                    p.name AS "policyName", k.started_at AS "startedAt", k.target_seconds AS "targetSeconds",
                    k.used_seconds AS "usedSeconds", k.running_since AS "runningSince", k.warn_at AS "warnAt",
                    k.due_at AS "dueAt", k.breached_at AS "breachedAt", k.ended_at AS "endedAt", k.outcome
               FROM sla_clocks k LEFT JOIN sla_policies p ON p.id = k.policy_id
              WHERE k.conversation_id = ANY($1::uuid[]) AND k.ended_at IS NULL
              ORDER BY k.conversation_id, (k.running_since IS NULL), k.due_at`,
      values: [ids],
    })
    const due = new Map(rows.map((row) => [row.conversationId, row]))
    return ids.map((id) => due.get(id) ?? null)
  })
}
