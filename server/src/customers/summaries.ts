import type { CustomerAgent, CustomerConversation } from '../channels/channel.ts'
import type { Database } from '../platform/database.ts'

/** A conversation as its customer sees it, with whose it is. */
export interface Summary {
  contactId: string
  identityId: string
  channelId: string
  brandId: string
  lastSeq: number
  ratedAt: Date | null
  view: CustomerConversation
}

/** Reads conversations as their customers see them; those that do not exist are left out. */
export async function readSummaries(db: Database, ids: string[]): Promise<Map<string, Summary>> {
  if (ids.length === 0) return new Map()
  const { rows } = await db.pool.query<SummaryRow>({ name: 'customer-summaries', text: query, values: [ids] })
  return new Map(rows.map((row) => [row.id, toSummary(row)]))
}

export const authorOf = (kind: string): 'visitor' | 'agent' | 'system' =>
  kind === 'inbound' ? 'visitor' : kind === 'outbound' ? 'agent' : 'system'

const toSummary = (row: SummaryRow): Summary => ({
  contactId: row.contact_id,
  identityId: row.identity_id,
  channelId: row.channel_id,
  brandId: row.brand_id,
  lastSeq: row.last_seq,
  ratedAt: row.rated_at,
  view: {
    id: row.id,
    status: row.status === 'closed' ? 'closed' : 'open',
    topic: row.topic,
    createdAt: row.created_at.toISOString(),
    closedAt: row.closed_at?.toISOString() ?? null,
    lastMessage: row.last_kind
      ? {
          body: row.last_body ?? '',
          at: (row.last_at ?? row.created_at).toISOString(),
          author: authorOf(row.last_kind),
        }
      : null,
    agent: row.agent,
    unread: row.unread,
    agentSeenSeq: row.agent_seen_seq,
    agentDeliveredSeq: row.agent_delivered_seq,
    visitorSeenSeq: row.contact_seen_seq,
    rating: row.rating === null ? null : { score: row.rating, comment: row.rating_comment },
  },
})

interface SummaryRow {
  id: string
  contact_id: string
  identity_id: string
  channel_id: string
  brand_id: string
  status: string
  topic: string | null
  created_at: Date
  closed_at: Date | null
  last_seq: number
  agent_seen_seq: number
  agent_delivered_seq: number
  contact_seen_seq: number
  rating: number | null
  rating_comment: string | null
  rated_at: Date | null
  agent: CustomerAgent | null
  last_body: string | null
  last_at: Date | null
  last_kind: string | null
  unread: number
}

// What an agent has is delivered, and stays so when it is taken from them: that fact says how far it was. The search for
// it is short, because only how far the newest messages have come is of interest.
const delivered = `
  CASE WHEN c.assignee_id IS NOT NULL THEN c.last_seq
       WHEN c.agent_seen_seq >= c.last_seq THEN c.agent_seen_seq
       ELSE GREATEST(c.agent_seen_seq, (
         SELECT (e.data->>'seq')::int
           FROM (SELECT id, type, data FROM events WHERE conversation_id = c.id ORDER BY id DESC LIMIT 50) e
          WHERE e.type = 'conversation.assigned' AND e.data->'from'->>'agentId' IS NOT NULL
          ORDER BY e.id DESC LIMIT 1)) END`

/**
 * Whether a message `m` is told to customers on their devices: no note, and nothing that the hub mailed by itself, which
 * says once more what stands there already.
 */
export const told = `m.kind <> 'note' AND NOT (m.kind = 'outbound' AND m.agent_id IS NULL AND EXISTS (
  SELECT 1 FROM message_contents t WHERE t.message_id = m.id AND t.automatic IS NOT NULL))`

// A note is never told to the customer, not even as the newest message.
const query = `
  SELECT c.id, c.contact_id, c.identity_id, c.channel_id, c.brand_id, c.status, c.topic, c.created_at, c.closed_at,
         c.last_seq, c.agent_seen_seq, ${delivered} AS agent_delivered_seq, c.contact_seen_seq, c.rating,
         c.rating_comment, c.rated_at,
         CASE WHEN a.id IS NOT NULL THEN json_build_object('id', a.id, 'name', a.name, 'avatarUrl', a.avatar_url) END AS agent,
         CASE WHEN c.last_message_kind <> 'note' THEN c.last_message_text ELSE l.body END AS last_body,
         CASE WHEN c.last_message_kind <> 'note' THEN c.last_message_at ELSE l.created_at END AS last_at,
         CASE WHEN c.last_message_kind <> 'note' THEN c.last_message_kind ELSE l.kind END AS last_kind,
         (SELECT count(*)::int FROM messages m WHERE m.conversation_id = c.id AND m.seq > c.contact_seen_seq
             AND m.kind IN ('outbound', 'system') AND ${told}) AS unread
    FROM conversations c
    LEFT JOIN agents a ON a.id = c.assignee_id
    LEFT JOIN LATERAL (
      SELECT left(m.body, 140) AS body, m.created_at, m.kind FROM messages m
       WHERE c.last_message_kind = 'note' AND m.conversation_id = c.id AND ${told} ORDER BY m.seq DESC LIMIT 1
    ) l ON true
   WHERE c.id = ANY($1::uuid[])`
