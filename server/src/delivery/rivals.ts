import type { CarriedConfig, Outgoing } from '../channels/carried.ts'
import type { Database } from '../platform/database.ts'

interface Asked {
  channel: Pick<CarriedConfig, 'id'>
  outgoing: Pick<Outgoing, 'deliveryId'>
  /** What the provider has that could be this message. */
  providerIds: string[]
}

/**
 * Which of these ids stand with other deliveries of the channel, and how many deliveries of the same words to the same
 * address were handed over before this one and nobody knows what became of them: within a day, ids sort by time. One
 * statement, so that one that finds its id meanwhile is counted either as taken or as before, never as both or neither.
 */
export async function rivalsOf({ db }: { db: Pick<Database, 'pool'> }, { channel, outgoing, providerIds }: Asked) {
  const { rows } = await db.pool.query<{ taken: string[]; before: number }>({
    name: 'rivals',
    text: `SELECT
      ARRAY(SELECT provider_id FROM deliveries WHERE channel_id = $1 AND provider_id = ANY($3) AND id <> $2) AS taken,
      (SELECT count(*)::int FROM deliveries own
         JOIN messages m ON m.id = own.message_id
         JOIN message_contents c ON c.message_id = own.message_id
         JOIN deliveries d ON d.channel_id = own.channel_id AND d.id < own.id
                          AND d.updated_at > own.created_at - interval '1 day'
                          AND d.provider_id IS NULL AND d.committed_at IS NOT NULL
                          AND d.status IN ('uncertain', 'sending')
         JOIN messages dm ON dm.id = d.message_id
         JOIN message_contents dc ON dc.message_id = d.message_id
        WHERE own.id = $2 AND dc.recipients->'to'->0->>'address' = c.recipients->'to'->0->>'address'
          AND btrim(regexp_replace(dm.body, '\\s+', ' ', 'g')) = btrim(regexp_replace(m.body, '\\s+', ' ', 'g'))) AS before`,
    values: [channel.id, outgoing.deliveryId, providerIds],
  })
  const [found] = rows
  return { taken: new Set(found?.taken), before: found?.before ?? 0 }
}
