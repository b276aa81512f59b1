import type { Database } from '../platform/database.ts'
import type { Period } from '../platform/period.ts'
import type { WaitCounters } from './counters.ts'

/** Length of an interval, in minutes. */
export const intervalMinutes = 15

/** What happened in one queue to those who came in one interval. */
export interface QueueInterval extends WaitCounters {
  queueId: string
  /** When the interval begins. */
  start: Date
}

/**
 * What happened to everybody who came to a queue within the period, by queue and by the interval they came in. Times are
 * those in this queue, in s; who is still there counts as waiting.
 */
export async function queueIntervals({ pool }: Database, { from, to }: Period): Promise<QueueInterval[]> {
  const { rows } = await pool.query<QueueInterval>({ name: 'queue-intervals', text: intervals, values: [from, to] })
  return rows
}

/** What happened in one channel, in all of its queues. */
export interface ChannelWaits extends WaitCounters {
  channelId: string
}

/** As `queueIntervals`, by channel and over the whole period; in time is what each queue calls so. */
export async function channelWaits({ pool }: Database, { from, to }: Period): Promise<ChannelWaits[]> {
  const { rows } = await pool.query<ChannelWaits>({ name: 'channel-waits', text: byChannel, values: [from, to] })
  return rows
}

const counted = `
         count(*)::int AS offered,
         count(*) FILTER (WHERE e.outcome = 'answered')::int AS answered,
         count(*) FILTER (WHERE e.outcome = 'answered' AND w.s <= q.target_seconds)::int AS "answeredInTime",
         count(*) FILTER (WHERE e.outcome = 'abandoned')::int AS abandoned,
         count(*) FILTER (WHERE e.outcome = 'abandoned' AND w.s <= q.target_seconds)::int AS "abandonedInTime",
         count(*) FILTER (WHERE e.outcome = 'abandoned' AND w.s <= q.short_abandon_seconds)::int AS "abandonedShortly",
         count(*) FILTER (WHERE e.outcome = 'flowed_out')::int AS "flowedOut",
         count(*) FILTER (WHERE e.outcome = 'withdrawn')::int AS withdrawn,
         count(*) FILTER (WHERE e.left_at IS NULL)::int AS waiting,
         coalesce(sum(w.s) FILTER (WHERE e.outcome = 'answered'), 0)::float AS "waitSumAnswered",
         coalesce(sum(w.s) FILTER (WHERE e.outcome = 'abandoned'), 0)::float AS "waitSumAbandoned"
`
const within = `
    FROM queue_entries e JOIN queues q ON q.id = e.queue_id,
         LATERAL (SELECT extract(epoch FROM e.left_at - e.entered_at) AS s) w
   WHERE e.entered_at >= $1 AND e.entered_at < $2`

const intervals = `
  SELECT e.queue_id AS "queueId", date_bin('${intervalMinutes} minutes', e.entered_at, $1) AS start, ${counted} ${within}
   GROUP BY e.queue_id, start ORDER BY e.queue_id, start`

const byChannel = `SELECT e.channel_id AS "channelId", ${counted} ${within} GROUP BY e.channel_id`

/** How long those who were answered had waited, in s: half of them at most `half`, nine of ten at most `most`. */
export interface QueueWaits {
  queueId: string
  half: number
  most: number
}

/** The waits of those who came within the period and were answered, by queue. */
export async function queueWaits({ pool }: Database, { from, to }: Period): Promise<QueueWaits[]> {
  const { rows } = await pool.query<QueueWaits>({ name: 'queue-waits', text: waits, values: [from, to] })
  return rows
}

const waits = `
  SELECT queue_id AS "queueId", percentile_cont(0.5) WITHIN GROUP (ORDER BY s) AS half,
         percentile_cont(0.9) WITHIN GROUP (ORDER BY s) AS most
    FROM (SELECT queue_id, extract(epoch FROM left_at - entered_at)::float AS s FROM queue_entries
           WHERE entered_at >= $1 AND entered_at < $2 AND outcome = 'answered') answered
   GROUP BY queue_id`
