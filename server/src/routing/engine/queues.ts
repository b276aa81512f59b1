import type { QueueRow } from '../../graphql/rows.ts'
import type { Tx } from '../../platform/database.ts'
import type { Queue, WidenStep } from '../decide/floor.ts'

/** The queues that are routed, as decisions know them. */
export async function readQueues(tx: Tx): Promise<Queue[]> {
  return (await tx.queue.findMany({ where: { routed: true, archivedAt: null } })).map(asQueue)
}

const asQueue = (row: QueueRow): Queue => ({
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
