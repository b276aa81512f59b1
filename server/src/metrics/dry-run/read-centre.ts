import type { Tx } from '../../platform/database.ts'
import { asQueue } from '../../routing/engine/queues.ts'
import type { SimAgent, SimQueue } from '../simulation/day.ts'

/** How a brand serves: its queues, who works them, and what feeds them. */
export interface Centre {
  queues: SimQueue[]
  agents: Omit<SimAgent, 'ready'>[]
  /** By channel. */
  fed: Map<string, string>
}

interface AgentRow {
  agentId: string
  name: string
  capacity: number
  members: Record<string, number>
  skills: Record<string, number> | null
}

/** As the transaction sees it now. */
export async function readCentre(tx: Tx, brandId: string): Promise<Centre> {
  const queues = await tx.queue.findMany({ where: { brandId, archivedAt: null } })
  const channels = await tx.channel.findMany({ where: { brandId }, select: { id: true, queueId: true } })
  const agents = await tx.$queryRaw<AgentRow[]>`
    SELECT a.id AS "agentId", a.name, l.capacity, m.members,
           (SELECT jsonb_object_agg(k.skill_id, k.level) FROM agent_skills k WHERE k.agent_id = a.id) AS skills
      FROM (SELECT m.agent_id, jsonb_object_agg(m.queue_id, m.proficiency) AS members
              FROM queue_members m JOIN queues q ON q.id = m.queue_id
             WHERE q.brand_id = ${brandId}::uuid AND q.archived_at IS NULL GROUP BY m.agent_id) m
      JOIN agents a ON a.id = m.agent_id JOIN agent_loads l ON l.agent_id = a.id`
  return {
    queues: queues.map((row) => ({
      ...asQueue(row),
      targetSeconds: row.targetSeconds,
      shortAbandonSeconds: row.shortAbandonSeconds,
    })),
    agents: agents.map(({ members, skills, ...agent }) => ({
      ...agent,
      members: new Map(Object.entries(members)),
      skills: new Map(Object.entries(skills ?? {})),
      // Whoever does not see the brand is no member.
      brands: null,
    })),
    fed: new Map(channels.flatMap(({ id, queueId }) => (queueId ? [[id, queueId]] : []))),
  }
}
