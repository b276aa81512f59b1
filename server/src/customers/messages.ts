import type { CustomerAgent, CustomerMessage } from '../channels/channel.ts'
import type { Services } from '../context.ts'
import { type Linked, toCustomerAttachment } from '../conversations/attachments/view.ts'
import { authorOf, told } from './summaries.ts'

type Reads = Pick<Services, 'db' | 'seal' | 'clock'>

/** Messages by id as customers see them; what is not for them is left out whoever asks. */
export async function readMessages(ctx: Reads, ids: string[]): Promise<Map<string, CustomerMessage>> {
  if (ids.length === 0) return new Map()
  const { rows } = await ctx.db.pool.query<MessageRow>({
    name: 'customer-messages',
    text: `${columns} WHERE m.id = ANY($1::uuid[]) AND ${told}`,
    values: [ids],
  })
  return new Map(rows.map((row) => [row.id, toMessage(ctx, row)]))
}

/** At most `limit` messages before number `before` (null: the newest), oldest first, without what is not for customers. */
export async function readThread(
  ctx: Reads,
  conversationId: string,
  before: number | null,
  limit: number,
): Promise<CustomerMessage[]> {
  const { rows } = await ctx.db.pool.query<MessageRow>({
    name: 'customer-thread',
    text: `${columns} WHERE m.conversation_id = $1 AND ${told} AND m.seq < $2 ORDER BY m.seq DESC LIMIT $3`,
    values: [conversationId, before ?? 2_147_483_647, limit],
  })
  return rows.map((row) => toMessage(ctx, row)).reverse()
}

const toMessage = (ctx: Reads, row: MessageRow): CustomerMessage => ({
  id: row.id,
  clientId: row.kind === 'inbound' ? row.external_id : null,
  conversationId: row.conversation_id,
  seq: row.seq,
  author: authorOf(row.kind),
  agent: row.agent,
  body: row.body,
  attachments: (row.files ?? []).map((file) => toCustomerAttachment(ctx, file)),
  at: row.created_at.toISOString(),
})

interface MessageRow {
  id: string
  conversation_id: string
  seq: number
  kind: string
  external_id: string | null
  body: string
  created_at: Date
  agent: CustomerAgent | null
  files: Linked[] | null
}

const columns = `
  SELECT m.id, m.conversation_id, m.seq, m.kind, m.external_id, m.body, m.created_at,
         CASE WHEN a.id IS NOT NULL THEN json_build_object('id', a.id, 'name', a.name, 'avatarUrl', a.avatar_url) END AS agent,
         (SELECT json_agg(json_build_object('id', f.id, 'name', f.name, 'contentType', f.content_type, 'size', f.size,
                   'thumbnailKey', f.thumbnail_key, 'width', f.width, 'height', f.height) ORDER BY f.created_at, f.id)
            FROM attachments f WHERE f.message_id = m.id) AS files
    FROM messages m LEFT JOIN agents a ON a.id = m.agent_id`
