import type { Tx } from '../../platform/database.ts'
import { append } from '../../platform/events/append.ts'
import { type Released, unassigned } from '../release-conversations.ts'

/**
 * Holds what an agent works on and is asked for until the transaction ends, in the order of locks that is everybody's:
 * conversations, then the agent. Call it before anything that takes work from them.
 */
export async function holdDesk(tx: Tx, agentId: string): Promise<void> {
  await tx.$queryRaw`
    SELECT 1 FROM conversations WHERE id IN (
        SELECT id FROM conversations WHERE assignee_id = ${agentId}::uuid AND units > 0
        UNION ALL SELECT conversation_id FROM offers WHERE agent_id = ${agentId}::uuid AND state = 'open')
     ORDER BY id FOR UPDATE`
  await tx.$queryRaw`SELECT 1 FROM agent_loads WHERE agent_id = ${agentId}::uuid FOR UPDATE`
}

/** Takes back what the agent is being asked: others are asked instead. Needs `holdDesk`. */
export async function withdrawOffers(tx: Tx, agentId: string): Promise<void> {
  await tx.$queryRaw`
    SELECT refuse_offer(o.id, 'withdrawn') FROM offers o WHERE o.agent_id = ${agentId}::uuid AND o.state = 'open'`
}

/**
 * Gives the agent's open conversations back to their queues, those of channels whose customers do not wait for a certain
 * person (channel_weights.reassign). Needs `holdDesk`.
 */
export async function releaseDesk(tx: Tx, agentId: string, byId: string | null): Promise<void> {
  const released = await tx.$queryRaw<Released[]>`
    UPDATE conversations c SET assignee_id = NULL FROM channels h JOIN channel_weights w ON w.kind = h.kind
     WHERE c.assignee_id = ${agentId}::uuid AND c.status = 'open' AND c.units > 0 AND h.id = c.channel_id AND w.reassign
    RETURNING c.id, c.brand_id, c.contact_id, c.team_id, c.last_seq`
  await append(tx, ...released.map((row) => unassigned(row, agentId, byId, 'presence')))
}
