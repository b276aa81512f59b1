import type { InboundItem } from '@switchboard/prisma'
import type { Database } from '../../platform/database.ts'

/** How long one has to understand an item before another may try, in s. */
const lease = 60

export interface Claim {
  /** How many places are free. */
  room: number
  /** What is being worked on by this process. */
  working: readonly Pick<InboundItem, 'channelId'>[]
  now: Date
}

const columns = `i.id, i.channel_id AS "channelId", i.external_id AS "externalId", i.payload, i.raw_key AS "rawKey",
  i.size, i.state, i.attempts, i.due_at AS "dueAt", i.reason, i.message_id AS "messageId",
  i.received_at AS "receivedAt", i.processed_at AS "processedAt"`

/**
 * Takes due items, each channel's oldest first, in the order they came. A channel gets no more places than stay free for
 * the others, so that one whose files come slowly never has all of them (the dynamic threshold of A. Choudhury and
 * E. Hahne, with a factor of one). That a lease is lost with the database's machine does no harm, so that its commit is
 * not waited for.
 */
export async function claimItems(
  { pool }: Pick<Database, 'pool'>,
  { room, working, now }: Claim,
): Promise<InboundItem[]> {
  const held = Map.groupBy(working, (item) => item.channelId)
  const { rows } = await pool.query<InboundItem>({
    name: 'claim_items',
    text: `WITH quick AS MATERIALIZED (SELECT set_config('synchronous_commit', 'off', true)),
       held AS (SELECT * FROM unnest($3::uuid[], $4::int[]) AS h(channel_id, count)),
       due AS MATERIALIZED (
         SELECT one.id, row_number() OVER (PARTITION BY c.id ORDER BY one.due_at, one.received_at, one.id) AS n
           FROM quick, channels c LEFT JOIN held h ON h.channel_id = c.id
          CROSS JOIN LATERAL (
            SELECT id, due_at, received_at FROM inbound_items
             WHERE channel_id = c.id AND due_at <= $1 AND state = 'received'
             ORDER BY due_at, received_at, id
             LIMIT greatest(0, ($5::int - coalesce(h.count, 0) + 1) / 2)
               FOR UPDATE SKIP LOCKED) one)
       UPDATE inbound_items i SET due_at = $2, attempts = i.attempts + 1
        WHERE i.id IN (SELECT id FROM due ORDER BY n LIMIT $5::int)
        RETURNING ${columns}`,
    values: [
      now,
      new Date(now.getTime() + lease * 1000),
      [...held.keys()],
      [...held.values()].map((items) => items.length),
      room,
    ],
  })
  return rows.toSorted((a, b) => a.receivedAt.getTime() - b.receivedAt.getTime() || (a.id < b.id ? -1 : 1))
}
