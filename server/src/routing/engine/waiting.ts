import type { Tx } from '../../platform/database.ts'
import type { Item, NeededSkill, Refused } from '../decide/floor.ts'

interface WaitingRow {
  id: string
  queueId: string
  brandId: string
  waitingSince: Date
  channelKind: string
  units: number
  exclusive: boolean
  interrupts: boolean
  interruptible: boolean
  lastAgentId: string | null
  boostSeconds: number
  skills: NeededSkill[]
  refusedBy: { agentId: string; until: number }[] | null
}

/** More than so many of one queue cannot be offered in one round: no centre has so many free agents for one queue. */
const most = 300

/** How long the agent who helped a contact last is asked first, in days. */
const lastAgentDays = 7

/**
 * The first of every queue that is routed, in the order they came, but for those who are being offered to somebody. The
 * last agent is whoever answered this conversation last, else the contact's one before it.
 */
export async function readWaiting(tx: Tx, queueIds: readonly string[], now: Date): Promise<Item[]> {
  const rows = await tx.$queryRaw<WaitingRow[]>`
    SELECT c.id, e.queue_id AS "queueId", c.brand_id AS "brandId", e.waiting_since AS "waitingSince",
           h.kind::text AS "channelKind", w.units, w.exclusive, w.interrupts, w.interruptible,
           coalesce(pl.boost_seconds, 0) AS "boostSeconds", coalesce(pl.skills, '[]') AS skills,
           coalesce(again.agent_id, before.assignee_id) AS "lastAgentId", refused.by AS "refusedBy"
      FROM unnest(${queueIds}::uuid[]) AS q(id)
      CROSS JOIN LATERAL (
        SELECT n.* FROM queue_entries n
         WHERE n.queue_id = q.id AND n.left_at IS NULL
           AND NOT EXISTS (SELECT 1 FROM offers o WHERE o.conversation_id = n.conversation_id AND o.state = 'open')
           AND NOT EXISTS (SELECT 1 FROM placements p WHERE p.conversation_id = n.conversation_id AND p.placed_at IS NULL)
         ORDER BY n.waiting_since, n.id LIMIT ${most}) e
      JOIN conversations c ON c.id = e.conversation_id
      JOIN channels h ON h.id = e.channel_id
      JOIN channel_weights w ON w.kind = h.kind
      JOIN queues u ON u.id = q.id
      LEFT JOIN placements pl ON pl.conversation_id = c.id
      LEFT JOIN LATERAL (
        SELECT p.agent_id FROM queue_entries p
         WHERE p.conversation_id = c.id AND p.outcome = 'answered' AND p.agent_id IS NOT NULL
         ORDER BY p.entered_at DESC LIMIT 1) again ON true
      LEFT JOIN LATERAL (
        SELECT p.assignee_id FROM conversations p
         WHERE p.contact_id = c.contact_id AND p.id <> c.id AND p.assignee_id IS NOT NULL AND p.brand_id = c.brand_id
           AND p.last_message_at > ${now}::timestamptz - make_interval(days => ${lastAgentDays})
         ORDER BY p.created_at DESC LIMIT 1) before ON true
      LEFT JOIN LATERAL (
        SELECT jsonb_agg(jsonb_build_object('agentId', o.agent_id,
                 'until', floor(extract(epoch FROM o.ended_at) * 1000) + u.decline_seconds * 1000)) AS by
          FROM offers o WHERE o.conversation_id = c.id AND o.entry_id = e.id AND o.state IN ('declined', 'timed_out')
           AND o.ended_at > ${now}::timestamptz - make_interval(secs => u.decline_seconds)) refused ON true`
  return rows.map(({ waitingSince, refusedBy, ...row }) => ({
    ...row,
    enteredAt: waitingSince.getTime(),
    refusedBy: (refusedBy ?? []) satisfies Refused[],
  }))
}
