import type { QueueRow } from '../../graphql/rows.ts'
import type { Tx } from '../../platform/database.ts'
import type { Queue, WidenStep } from '../decide/floor.ts'

/** The queues that are routed, as decisions know them. */
export async function readQueues(tx: Tx): Promise<Queue[]> {
  return (await tx.queue.findMany({ where: { routed: true, archivedAt: null } })).map(asQueue)
}

/** Whether the router has anything to do at all. */
export async function isAnythingRouted(tx: Pick<Tx, 'queue' | 'offer' | 'routingRule'>): Promise<boolean> {
  if ((await tx.queue.count({ where: { routed: true, archivedAt: null } })) > 0) return true
  if ((await tx.routingRule.count({ where: { active: true } })) > 0) return true
  return (await tx.offer.count({ where: { state: 'open' } })) > 0
}

/** A stored queue as decisions know it. */
export const asQueue = (row: QueueRow): Queue => ({
  id: row.id,
  name: row.name,
  priorityClass: row.priorityClass,
  ageingSeconds: row.ageingSeconds,
  minProficiency: row.minProficiency,
  steps: row.steps as unknown as WidenStep[],
  offerTimeoutSeconds: row.offerTimeoutSeconds,
  stickySeconds: row.stickySeconds,
  declineSeconds: row.declineSeconds,
})
