import type { Tx } from '../../platform/database.ts'
import { timeZone } from './directory.ts'

/**
 * Who had those that were answered in the past, and what agents did on those days: at work from shortly before their first
 * conversation until shortly after their last, busy while they had any, at lunch between noon and one when they had none.
 */
export async function storeWork(tx: Tx): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO assignments (conversation_id, agent_id, queue_id, channel_id, started_at, ended_at, outcome)
      SELECT c.id, c.assignee_id, h.queue_id, c.channel_id, c.first_reply_at,
             greatest(c.first_reply_at, least(c.closed_at, c.last_message_at + interval '2 minutes')), 'closed'
        FROM conversations c JOIN channels h ON h.id = c.channel_id
       WHERE c.status = 'closed' AND c.assignee_id IS NOT NULL AND c.first_reply_at IS NOT NULL`
  await tx.$executeRaw`
    WITH days AS (
      SELECT a.agent_id, (a.started_at AT TIME ZONE ${timeZone})::date AS day,
             range_agg(tstzrange(a.started_at, a.ended_at)) AS busy,
             tstzrange(min(a.started_at) - interval '7 minutes', max(a.ended_at) + interval '5 minutes') AS work
        FROM assignments a WHERE a.ended_at IS NOT NULL AND a.started_at < a.ended_at GROUP BY 1, 2),
    -- A conversation over midnight belongs to the day it began on: the next day begins after it.
    apart AS (
      SELECT agent_id, day, busy, tstzmultirange(work) - coalesce(
               range_agg(work) OVER (PARTITION BY agent_id ORDER BY day ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING),
               '{}'::tstzmultirange) AS work
        FROM days),
    lunch AS (
      SELECT agent_id, day, busy, work, work * tstzmultirange(tstzrange(
               (day + time '12:00') AT TIME ZONE ${timeZone}, (day + time '12:45') AT TIME ZONE ${timeZone})) - busy AS lunch
        FROM apart),
    parts AS (
      SELECT agent_id, 'busy'::presence_state AS state, unnest(busy * work) AS span FROM lunch
      UNION ALL SELECT agent_id, 'lunch', unnest(lunch) FROM lunch
      UNION ALL SELECT agent_id, 'available', unnest(work - busy - lunch) FROM lunch),
    told AS (
      SELECT agent_id, state, lower(span) AS started_at, upper(span) AS ended_at FROM parts WHERE upper(span) <= now()),
    whole AS (
      SELECT agent_id, state, started_at, ended_at FROM told
      UNION ALL
      SELECT agent_id, 'offline', ended_at, next FROM (
        SELECT agent_id, ended_at, lead(started_at) OVER (PARTITION BY agent_id ORDER BY started_at) AS next FROM told) gaps
       WHERE next > ended_at)
    INSERT INTO presence_intervals (agent_id, state, reason_id, started_at, ended_at)
      SELECT w.agent_id, w.state, r.id, w.started_at, w.ended_at
        FROM whole w JOIN presence_reasons r ON r.state = CASE w.state WHEN 'busy' THEN 'available' ELSE w.state END
       WHERE w.started_at < w.ended_at`
  // What they do now began when they did the last thing that is told.
  await tx.$executeRaw`
    UPDATE presence_intervals i SET started_at = before.ended_at
      FROM (SELECT agent_id, max(ended_at) AS ended_at FROM presence_intervals WHERE ended_at IS NOT NULL GROUP BY 1) before
     WHERE i.agent_id = before.agent_id AND i.ended_at IS NULL`
}
