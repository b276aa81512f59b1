import type { Database } from '../../platform/database.ts'
import type { Period } from '../../platform/period.ts'
import type { Arrival } from '../simulation/day.ts'

/** What came in a period, and who was ready for it. */
export interface Past {
  arrivals: (Arrival & { channelId: string })[]
  /** By agent. */
  ready: Map<string, { from: number; to: number }[]>
  /** Nothing is logged of who was there: taken from the first answer of each to their last. */
  assumed: boolean
  answerSeconds: number
}

type Row = Omit<Arrival, 'at' | 'handleSeconds'> & { channelId: string; at: Date; handleSeconds: number | null }

/** Where nobody knows: what an agent is taken to need for a contact, and to think about an offer, in s. */
const usual = { handle: 600, answer: 5 }

/** Those who came to a brand's queues in a period, with the time their agents had them and the patience they showed. */
export async function readPast({ pool }: Database, brandId: string, { from, to }: Period): Promise<Past> {
  const { rows } = await pool.query<Row>({ text: came, values: [brandId, from, to] })
  const kinds = Map.groupBy(rows, ({ channelKind }) => channelKind)
  const medians = new Map(
    [...kinds].map(([kind, all]) => [kind, medianOf(all.flatMap((one) => one.handleSeconds ?? []))]),
  )
  const logged = await pool.query<Ready>({ text: present, values: [from, to] })
  const seen =
    logged.rows.length > 0 ? logged : await pool.query<Ready>({ text: answering, values: [brandId, from, to] })
  const offered = await pool.query<{ seconds: number | null }>({ text: answers, values: [brandId, from, to] })
  return {
    arrivals: rows.map(({ at, handleSeconds, channelKind, ...row }) => ({
      ...row,
      channelKind,
      at: at.getTime(),
      handleSeconds: handleSeconds ?? medians.get(channelKind) ?? usual.handle,
    })),
    ready: readyOf(seen.rows),
    assumed: logged.rows.length === 0,
    answerSeconds: offered.rows[0]?.seconds ?? usual.answer,
  }
}

interface Ready {
  agentId: string
  from: Date
  to: Date
}

/** States that follow each other without a gap are one time. */
function readyOf(rows: readonly Ready[]): Past['ready'] {
  const ready: Past['ready'] = new Map()
  for (const row of rows) {
    const all = ready.get(row.agentId) ?? []
    const [from, to] = [row.from.getTime(), row.to.getTime()]
    const last = all.at(-1)
    if (last && from <= last.to) last.to = Math.max(last.to, to)
    else all.push({ from, to })
    ready.set(row.agentId, all)
  }
  return ready
}

function medianOf(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? null
}

// An agent has it until somebody else has, it waits again, or it is closed; what nobody closes is not worked on for ever.
// Whoever was moved on is counted where they came to then; whom the centre put aside was not to be served.
const came = `
  SELECT e.id, e.queue_id AS "queueId", c.brand_id AS "brandId", e.channel_id AS "channelId", e.entered_at AS at,
         h.kind::text AS "channelKind", w.units, w.exclusive, w.interrupts, w.interruptible,
         coalesce(pl.boost_seconds, 0) AS "boostSeconds", coalesce(pl.skills, '[]') AS skills,
         (SELECT p.agent_id FROM queue_entries p JOIN conversations o ON o.id = p.conversation_id
           WHERE o.contact_id = c.contact_id AND o.brand_id = c.brand_id AND p.outcome = 'answered'
             AND p.left_at <= e.entered_at AND p.left_at > e.entered_at - interval '7 days'
           ORDER BY p.left_at DESC LIMIT 1) AS "lastAgentId",
         CASE WHEN e.outcome = 'answered' THEN extract(epoch FROM least(
           coalesce((SELECT min(n.entered_at) FROM queue_entries n
                      WHERE n.conversation_id = c.id AND n.entered_at >= e.left_at AND n.id <> e.id), 'infinity'),
           coalesce(c.closed_at, 'infinity'), e.left_at + interval '2 hours') - e.left_at)::float8 END AS "handleSeconds",
         CASE WHEN e.outcome = 'abandoned' THEN extract(epoch FROM e.left_at - e.entered_at)::float8 END AS "patienceSeconds"
    FROM queue_entries e JOIN conversations c ON c.id = e.conversation_id JOIN channels h ON h.id = e.channel_id
    JOIN channel_weights w ON w.kind = h.kind LEFT JOIN placements pl ON pl.conversation_id = c.id
   WHERE c.brand_id = $1 AND e.entered_at >= $2 AND e.entered_at < $3
     AND (e.outcome IS NULL OR e.outcome IN ('answered', 'abandoned'))
   ORDER BY e.entered_at, e.id`

const present = `
  SELECT agent_id AS "agentId", greatest(started_at, $1) AS "from", least(coalesce(ended_at, now()), $2) AS "to"
    FROM presence_intervals
   WHERE state IN ('available', 'busy') AND started_at < $2 AND coalesce(ended_at, now()) > $1
   ORDER BY agent_id, started_at`

const answering = `
  SELECT e.agent_id AS "agentId", min(e.left_at) AS "from", max(e.left_at) + interval '15 minutes' AS "to"
    FROM queue_entries e JOIN conversations c ON c.id = e.conversation_id
   WHERE c.brand_id = $1 AND e.left_at >= $2 AND e.left_at < $3 AND e.outcome = 'answered' AND e.agent_id IS NOT NULL
   GROUP BY e.agent_id ORDER BY 1`

const answers = `
  SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM o.ended_at - o.offered_at))::float8 AS seconds
    FROM offers o JOIN queues q ON q.id = o.queue_id
   WHERE q.brand_id = $1 AND o.state = 'accepted' AND o.offered_at >= $2 AND o.offered_at < $3`
