import type { Services } from '../../context.ts'
import type { Tx } from '../../platform/database.ts'
import type { Desk } from '../decide/floor.ts'

interface DeskRow {
  agentId: string
  name: string
  availability: string
  capacity: number
  used: number
  usedInterruptible: number
  exclusive: boolean
  idleSince: Date
  brandIds: string[] | null
  members: Record<string, number>
  asked: boolean
}

/** The state of somebody who is being asked: one question at a time. */
export const beingAsked = 'being_asked'

/** Everybody who serves one of these queues, as they are now. */
export async function readDesks(tx: Tx, { presence }: Services, queueIds: readonly string[]): Promise<Desk[]> {
  const rows = await tx.$queryRaw<DeskRow[]>`
    SELECT a.id AS "agentId", a.name, a.availability::text, l.capacity, l.used, l.used_interruptible AS "usedInterruptible",
           EXISTS (SELECT 1 FROM offers o WHERE o.agent_id = a.id AND o.state = 'open') AS asked,
           l.exclusive, l.idle_since AS "idleSince", m.members,
           (SELECT array_agg(b.brand_id::text) FROM agent_brands b WHERE b.agent_id = a.id) AS "brandIds"
      FROM (SELECT agent_id, jsonb_object_agg(queue_id, proficiency) AS members FROM queue_members
             WHERE queue_id = ANY(${queueIds}::uuid[]) GROUP BY agent_id) m
      JOIN agents a ON a.id = m.agent_id
      JOIN agent_loads l ON l.agent_id = a.id`
  const here = (row: DeskRow) => presence.get(`agent:${row.agentId}`) !== undefined
  function stateOf(row: DeskRow): Desk['ready'] {
    if (!here(row)) return 'offline'
    if (row.availability !== 'available') return row.availability
    return row.asked ? beingAsked : true
  }
  return rows.map((row) => ({
    agentId: row.agentId,
    name: row.name,
    ready: stateOf(row),
    channelsOff: new Set(),
    capacity: row.capacity,
    used: row.used,
    usedInterruptible: row.usedInterruptible,
    exclusive: row.exclusive,
    idleSince: row.idleSince.getTime(),
    members: new Map(Object.entries(row.members)),
    skills: new Map(),
    brands: row.brandIds && new Set(row.brandIds),
  }))
}
