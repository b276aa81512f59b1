import type { QueueRow } from '../../graphql/rows.ts'
import type { Tx } from '../../platform/database.ts'
import type { Queue, WidenStep } from '../decide/floor.ts'

/** The queues that are routed, as decisions know them. */
export async function readQueues(tx: Tx): Promise<Queue[]> {
  const rows = await tx.queue.findMany({ where: { routed: true, archivedAt: null } })
  const helped = Map.groupBy(await readHelp(tx), ({ queueId }) => queueId)
  return rows.map((row) => (helped.get(row.id) ?? []).reduce(withHelp, asQueue(row)))
}

interface Help {
  queueId: string
  priorityClass: number | null
  overflowQueueId: string | null
}

/** What alerts do for queues while they fire. */
const readHelp = (tx: Tx) => tx.$queryRaw<Help[]>`
  SELECT a.subject_id AS "queueId", r.priority_class AS "priorityClass", o.id AS "overflowQueueId"
    FROM alerts a JOIN alert_rules r ON r.id = a.rule_id
    LEFT JOIN queues o ON o.id = r.overflow_queue_id AND o.archived_at IS NULL
   WHERE a.cleared_at IS NULL AND a.fired_at IS NOT NULL AND r.active
     AND (r.priority_class IS NOT NULL OR o.id IS NOT NULL)`

/** A class is only ever bettered, and whoever helps out does so at once, in every ring. */
function withHelp(queue: Queue, { priorityClass, overflowQueueId }: Help): Queue {
  const help = { afterSeconds: 0, minProficiency: queue.minProficiency, alsoQueues: [overflowQueueId ?? ''] }
  const steps = overflowQueueId ? [help, ...queue.steps] : queue.steps
  return { ...queue, steps, priorityClass: Math.min(queue.priorityClass, priorityClass ?? queue.priorityClass) }
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
  priorityClass: row.crisisSince ? Math.min(row.priorityClass, row.crisisClass ?? 9) : row.priorityClass,
  ageingSeconds: row.ageingSeconds,
  minProficiency: row.minProficiency,
  steps: row.steps as unknown as WidenStep[],
  offerTimeoutSeconds: row.offerTimeoutSeconds,
  stickySeconds: row.stickySeconds,
  declineSeconds: row.declineSeconds,
})
