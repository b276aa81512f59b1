import type { Context } from '../context.ts'
import type { Database } from '../platform/database.ts'
import { recently } from './recent.ts'
import type { Formula } from './service-level.ts'

/** A queue at this moment, and its day so far. */
export interface QueueNow {
  id: string
  name: string
  brandId: string
  formula: Formula
  targetPercent: number
  targetSeconds: number
  waiting: number
  /** Since when whoever waits longest has been waiting; null when nobody waits. */
  oldest: Date | null
  /** Members who are not offline. */
  staffed: number
  /** Of these, ready for work and with room for some. */
  available: number
  /** Who came within the last quarter of an hour. */
  recent: number
  /** How many came in the same quarter of an hour of the four weeks before, on average. */
  usual: number
  /** Of today, in the brand's time zone. */
  offered: number
  answered: number
  answeredInTime: number
  abandoned: number
  abandonedInTime: number
  abandonedShortly: number
}

/** All queues that are not archived, as they are at `now`. */
export async function queuesNow({ pool }: Pick<Database, 'pool'>, now: Date): Promise<QueueNow[]> {
  return (await pool.query<QueueNow>({ name: 'queues-now', text: queues, values: [now] })).rows
}

/** The same as of a moment ago, for all who look within that moment. */
export const queuesLately = ({ db, clock }: Pick<Context, 'db' | 'clock'>): Promise<QueueNow[]> =>
  recently(db, 'queues now', () => queuesNow(db, clock.now()))

/** One queue as of a moment ago; undefined when it is archived. */
export const queueNow = async (ctx: Pick<Context, 'db' | 'clock'>, id: string): Promise<QueueNow | undefined> =>
  (await queuesLately(ctx)).find((queue) => queue.id === id)

const queues = `
  SELECT q.id, q.name, q.brand_id AS "brandId", q.formula, q.target_percent AS "targetPercent",
         q.target_seconds AS "targetSeconds", w.waiting, w.oldest, m.staffed, m.available, r.recent, u.usual, t.*
    FROM queues q JOIN brands b ON b.id = q.brand_id,
    LATERAL (SELECT count(*)::int AS waiting, min(e.waiting_since) AS oldest
               FROM queue_entries e WHERE e.queue_id = q.id AND e.left_at IS NULL) w,
    LATERAL (SELECT count(*) FILTER (WHERE i.state <> 'offline')::int AS staffed,
                    count(*) FILTER (WHERE p.lost_at IS NULL AND NOT l.exclusive AND l.used < l.capacity
                                       AND i.state IN ('available', 'busy'))::int AS available
               FROM queue_members n JOIN presences p ON p.agent_id = n.agent_id
               JOIN presence_intervals i ON i.agent_id = n.agent_id AND i.ended_at IS NULL
               JOIN agent_loads l ON l.agent_id = n.agent_id
              WHERE n.queue_id = q.id) m,
    LATERAL (SELECT count(*)::int AS recent FROM queue_entries e
              WHERE e.queue_id = q.id AND e.entered_at > $1::timestamptz - interval '15 minutes') r,
    LATERAL (SELECT (count(*) / 4.0)::float8 AS usual
               FROM generate_series(1, 4) week JOIN queue_entries e ON e.queue_id = q.id
                AND e.entered_at > $1::timestamptz - week * interval '7 days' - interval '15 minutes'
                AND e.entered_at <= $1::timestamptz - week * interval '7 days') u,
    LATERAL (SELECT count(*)::int AS offered,
                    count(*) FILTER (WHERE e.outcome = 'answered')::int AS answered,
                    count(*) FILTER (WHERE e.outcome = 'answered' AND in_time)::int AS "answeredInTime",
                    count(*) FILTER (WHERE e.outcome = 'abandoned')::int AS abandoned,
                    count(*) FILTER (WHERE e.outcome = 'abandoned' AND in_time)::int AS "abandonedInTime",
                    count(*) FILTER (WHERE e.outcome = 'abandoned'
                      AND e.left_at - e.entered_at <= make_interval(secs => q.short_abandon_seconds))::int AS "abandonedShortly"
               FROM queue_entries e, LATERAL (SELECT e.left_at - e.entered_at <= make_interval(secs => q.target_seconds) AS in_time) x
              WHERE e.queue_id = q.id
                AND e.entered_at >= date_trunc('day', $1::timestamptz AT TIME ZONE b.time_zone) AT TIME ZONE b.time_zone) t
   WHERE q.archived_at IS NULL`
