import type { Context } from '../context.ts'
import { connection, decodeCursor, encodeCursor, pageSize } from '../graphql/connection.ts'
import { type EventRow, eventColumns, toEvent } from '../platform/events/event.ts'
import { signedIn } from '../viewer.ts'
import { withNames } from './timeline-names.ts'

/** What a timeline leaves out: every message, and who looked or got it when. */
const tooSmall = ['message.added', 'conversation.seen', 'conversation.delivered', 'conversation.clocks_changed']

/**
 * What happened to a conversation, or to and around a contact, newest first, as far as the viewer may see it.
 * @throws UnauthenticatedError, InvalidInputError.
 */
export async function timelineOf(
  ctx: Context,
  of: { conversationId: string } | { contactId: string },
  asked: { first: number; after?: string | null },
) {
  const { brandIds } = signedIn(ctx.viewer)
  const size = pageSize(asked.first)
  const before = asked.after ? decodeCursor(asked.after, [isEventId])[0] : null
  const [column, ids] =
    'contactId' in of ? ['contact_id', await allOf(ctx, of.contactId)] : ['conversation_id', [of.conversationId]]
  const { rows } = await ctx.db.pool.query<EventRow>(
    `SELECT e.* FROM unnest($1::uuid[]) one, LATERAL (
       SELECT ${eventColumns} FROM events
        WHERE ${column} = one AND id < coalesce($2::bigint, 9223372036854775807) AND type <> ALL ($3)
          AND ($4::uuid[] IS NULL OR brand_id IS NULL OR brand_id = ANY ($4))
        ORDER BY id DESC LIMIT $5) e ORDER BY e.id DESC LIMIT $5`,
    [ids, before, tooSmall, brandIds, size + 1],
  )
  const placed = rows.map((row) => ({ cursor: encodeCursor([row.id]), node: toEvent(row) }))
  const { edges, pageInfo } = connection(placed, size)
  return {
    nodes: await withNames(
      ctx,
      edges.map((edge) => edge.node),
    ),
    pageInfo,
  }
}

/** The contact and all that were joined into it, one after the other. */
async function allOf({ db }: Context, contactId: string): Promise<string[]> {
  const { rows } = await db.pool.query<{ id: string }>(
    `WITH RECURSIVE joined (id) AS (
       SELECT $1::uuid UNION SELECT m.from_id FROM contact_merges m JOIN joined ON m.into_id = joined.id WHERE m.undone_at IS NULL
     ) SELECT id FROM joined`,
    [contactId],
  )
  return rows.map((row) => row.id)
}

const isEventId = (value: unknown) => typeof value === 'string' && /^\d{1,18}$/.test(value)
