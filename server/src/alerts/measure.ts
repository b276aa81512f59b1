import type { Tx } from '../platform/database.ts'
import type { QueueNow } from '../metrics/queue-now.ts'
import { serviceLevel } from '../metrics/service-level.ts'
import type { AlertMetric } from './metrics.ts'

/** A figure of a queue, an agent or a channel as it is now; null: there is nothing to say of it. */
export interface Measured {
  subjectId: string
  subject: string
  /** Null for an agent who sees all brands. */
  brandIds: readonly string[] | null
  values: Partial<Record<AlertMetric, number | null>>
}

/** Everything that may be watched, as it is now. */
export async function measure(tx: Tx, queues: readonly QueueNow[], now: Date): Promise<Measured[]> {
  const agents = await tx.$queryRaw<{ id: string; name: string; brandIds: string[] | null; over: number }[]>`
    SELECT a.id, a.name, (SELECT array_agg(g.brand_id::text) FROM agent_brands g WHERE g.agent_id = a.id) AS "brandIds",
           (extract(epoch FROM clock_timestamp() - i.started_at) / 60 - r.limit_minutes)::float8 AS over
      FROM presence_intervals i JOIN presence_reasons r ON r.id = i.reason_id JOIN agents a ON a.id = i.agent_id
     WHERE i.ended_at IS NULL AND a.active AND r.limit_minutes IS NOT NULL AND i.state NOT IN ('available', 'busy', 'offline')`
  const channels = await tx.$queryRaw<{ id: string; name: string; brandId: string; down: number }[]>`
    SELECT c.id, c.name, c.brand_id AS "brandId", extract(epoch FROM ${now}::timestamptz - l.since)::float8 AS down
      FROM channels c JOIN channel_links l ON l.channel_id = c.id
     WHERE c.enabled AND NOT l.connected AND l.since IS NOT NULL`
  return [
    ...queues.map((row) => ({
      subjectId: row.id,
      subject: row.name,
      brandIds: [row.brandId],
      values: {
        oldest_waiting: row.oldest && (now.getTime() - row.oldest.getTime()) / 1000,
        waiting: row.waiting,
        service_level: serviceLevel(row.formula, row),
        abandon_rate: row.offered > 0 ? (100 * row.abandoned) / row.offered : null,
        nobody_available: row.waiting > 0 ? row.available : null,
        // Of few a percentage says nothing.
        volume: row.usual >= 2 ? (100 * row.recent) / row.usual : null,
      },
    })),
    ...agents.map(({ id, name, brandIds, over }) => ({
      subjectId: id,
      subject: name,
      brandIds,
      values: { agent_over_limit: Math.max(0, over) },
    })),
    ...channels.map(({ id, name, brandId, down }) => ({
      subjectId: id,
      subject: name,
      brandIds: [brandId],
      values: { channel_down: down },
    })),
  ]
}
