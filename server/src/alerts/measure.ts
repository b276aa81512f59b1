import type { Tx } from '../platform/database.ts'
import { type Formula, serviceLevel } from '../metrics/service-level.ts'
import type { AlertMetric } from './metrics.ts'

/** A figure of a queue, an agent or a channel as it is now; null: there is nothing to say of it. */
export interface Measured {
  subjectId: string
  subject: string
  /** Null for an agent who sees all brands. */
  brandIds: readonly string[] | null
  values: Partial<Record<AlertMetric, number | null>>
}

interface QueueRow {
  id: string
  name: string
  brandId: string
  formula: string
  waiting: number
  oldest: number | null
  available: number
  recent: number
  usual: number | null
  offered: number
  answered: number
  answeredInTime: number
  abandoned: number
  abandonedInTime: number
  abandonedShortly: number
}

/** Everything that may be watched, as it is now. */
export async function measure(tx: Tx, now: Date): Promise<Measured[]> {
  const queues = await tx.$queryRaw<QueueRow[]>`
    SELECT q.id, q.name, q.brand_id AS "brandId", q.formula, w.waiting, w.oldest, m.available, r.recent, u.usual, t.*
      FROM queues q JOIN brands b ON b.id = q.brand_id,
      LATERAL (SELECT count(*)::int AS waiting, extract(epoch FROM ${now}::timestamptz - min(e.waiting_since))::float8 AS oldest
                 FROM queue_entries e WHERE e.queue_id = q.id AND e.left_at IS NULL) w,
      LATERAL (SELECT count(*)::int AS available FROM queue_members n JOIN presences p ON p.agent_id = n.agent_id
                 JOIN presence_intervals i ON i.agent_id = n.agent_id AND i.ended_at IS NULL
                 JOIN agent_loads l ON l.agent_id = n.agent_id
                WHERE n.queue_id = q.id AND p.lost_at IS NULL AND NOT l.exclusive AND l.used < l.capacity
                  AND i.state IN ('available', 'busy')) m,
      LATERAL (SELECT count(*)::int AS recent FROM queue_entries e
                WHERE e.queue_id = q.id AND e.entered_at > ${now}::timestamptz - interval '15 minutes') r,
      -- The same quarter of an hour of the same day in the four weeks before.
      LATERAL (SELECT count(*) / 4.0::float8 AS usual
                 FROM generate_series(1, 4) week JOIN queue_entries e ON e.queue_id = q.id
                  AND e.entered_at > ${now}::timestamptz - week * interval '7 days' - interval '15 minutes'
                  AND e.entered_at <= ${now}::timestamptz - week * interval '7 days') u,
      LATERAL (SELECT count(*)::int AS offered,
                      count(*) FILTER (WHERE e.outcome = 'answered')::int AS answered,
                      count(*) FILTER (WHERE e.outcome = 'answered' AND in_time)::int AS "answeredInTime",
                      count(*) FILTER (WHERE e.outcome = 'abandoned')::int AS abandoned,
                      count(*) FILTER (WHERE e.outcome = 'abandoned' AND in_time)::int AS "abandonedInTime",
                      count(*) FILTER (WHERE e.outcome = 'abandoned'
                        AND e.left_at - e.entered_at <= make_interval(secs => q.short_abandon_seconds))::int AS "abandonedShortly"
                 FROM queue_entries e, LATERAL (SELECT e.left_at - e.entered_at <= make_interval(secs => q.target_seconds) AS in_time) x
                WHERE e.queue_id = q.id AND e.entered_at >=
                      date_trunc('day', ${now}::timestamptz AT TIME ZONE b.time_zone) AT TIME ZONE b.time_zone) t
     WHERE q.archived_at IS NULL`
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
        oldest_waiting: row.waiting > 0 ? row.oldest : null,
        waiting: row.waiting,
        service_level: serviceLevel(row.formula as Formula, row),
        abandon_rate: row.offered > 0 ? (100 * row.abandoned) / row.offered : null,
        nobody_available: row.waiting > 0 ? row.available : null,
        // Of few a percentage says nothing.
        volume: row.usual && row.usual >= 2 ? (100 * row.recent) / row.usual : null,
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
