import type { Tx } from '../../platform/database.ts'
import type { Desk } from '../decide/floor.ts'

interface DeskRow {
  agentId: string
  name: string
  state: string
  reason: string | null
  online: boolean
  channelsOff: string[]
  capacity: number
  used: number
  usedInterruptible: number
  exclusive: boolean
  idleSince: Date
  brandIds: string[] | null
  members: Record<string, number>
  skills: Record<string, number> | null
  asked: boolean
}

/** The state of somebody who is being asked: one question at a time. */
export const beingAsked = 'being_asked'

/** Everybody who serves one of these queues, as they are now. */
export async function readDesks(tx: Tx, queueIds: readonly string[]): Promise<Desk[]> {
  const rows = await tx.$queryRaw<DeskRow[]>`
    SELECT a.id AS "agentId", a.name, i.state::text, r.name AS reason, p.lost_at IS NULL AS online,
           p.channels_off::text[] AS "channelsOff", l.capacity, l.used, l.used_interruptible AS "usedInterruptible",
           EXISTS (SELECT 1 FROM offers o WHERE o.agent_id = a.id AND o.state = 'open') AS asked,
           l.exclusive, l.idle_since AS "idleSince", m.members,
           (SELECT jsonb_object_agg(k.skill_id, k.level) FROM agent_skills k WHERE k.agent_id = a.id) AS skills,
           (SELECT array_agg(b.brand_id::text) FROM agent_brands b WHERE b.agent_id = a.id) AS "brandIds"
      FROM (SELECT agent_id, jsonb_object_agg(queue_id, proficiency) AS members FROM queue_members
             WHERE queue_id = ANY(${queueIds}::uuid[]) GROUP BY agent_id) m
      JOIN agents a ON a.id = m.agent_id
      JOIN agent_loads l ON l.agent_id = a.id
      JOIN presences p ON p.agent_id = a.id
      JOIN presence_intervals i ON i.agent_id = a.id AND i.ended_at IS NULL
      JOIN presence_reasons r ON r.id = i.reason_id`
  return rows.map((row) => ({
    agentId: row.agentId,
    name: row.name,
    ready: stateOf(row),
    channelsOff: new Set(row.channelsOff),
    capacity: row.capacity,
    used: row.used,
    usedInterruptible: row.usedInterruptible,
    exclusive: row.exclusive,
    idleSince: row.idleSince.getTime(),
    members: new Map(Object.entries(row.members)),
    skills: new Map(Object.entries(row.skills ?? {})),
    brands: row.brandIds && new Set(row.brandIds),
  }))
}

/** True, or the word for why not; a reason of the centre's own has its own. Whoever lost the connection may be back soon. */
function stateOf({ state, reason, online, asked }: DeskRow): Desk['ready'] {
  if (!online) return 'offline'
  if (state !== 'available' && state !== 'busy') return reason ?? state
  return asked ? beingAsked : true
}
