import type pg from 'pg'
import type { MessageKind } from '../graphql/gen/types.ts'
import { excerpt, type ExcerptPart } from './excerpt.ts'
import { textQuery } from './search.ts'

/** The newest message of a conversation that a search found it by. */
export interface Match {
  messageId: string
  seq: number
  kind: MessageKind
  excerpt: ExcerptPart[]
}

/** Longer messages are cut before they are read here. */
const longest = 20_000

/**
 * Of conversations that a search found by what was said: where. Each is read from its newest message back to the first
 * that matches, so only a page of them is asked for.
 */
export async function matchesIn(pool: pg.Pool, ids: readonly string[], words: string[]): Promise<Map<string, Match>> {
  if (ids.length === 0) return new Map()
  const { rows } = await pool.query<Omit<Match, 'excerpt'> & { id: string; body: string }>(
    `SELECT found.* FROM unnest($1::uuid[]) asked (id) CROSS JOIN LATERAL (
       SELECT asked.id, m.id AS "messageId", m.seq, upper(m.kind::text) AS kind, left(m.body, ${longest}) AS body FROM messages m
        WHERE m.conversation_id = asked.id AND to_tsvector('simple', m.body) @@ to_tsquery('simple', $2)
        ORDER BY m.seq DESC LIMIT 1) found`,
    [ids, textQuery(words)],
  )
  return new Map(rows.map(({ id, body, ...row }) => [id, { ...row, excerpt: excerpt(body, words) }]))
}
