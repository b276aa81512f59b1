import type { Delivery } from '@switchboard/prisma'
import { createPump, type Pump } from '../platform/pump.ts'
import { deliver, type DeliveryParts } from './send.ts'

/** How long one may take to hand a message over before another looks what became of it, in s. */
const lease = 180

/** Hands over what is due. In one conversation nothing overtakes what was written before it and is due as well. */
export function startDelivery(parts: DeliveryParts): Pump {
  const { db, clock, log } = parts.services
  return createPump<Delivery>({
    name: 'delivery',
    size: 8,
    log,
    claim: (count) => claim(db, clock.now(), count),
    handle: (row) => deliver(parts, row),
  })
}

function claim({ prisma }: DeliveryParts['services']['db'], now: Date, count: number): Promise<Delivery[]> {
  const until = new Date(now.getTime() + lease * 1000)
  return prisma.$transaction(async (tx) => {
    const due = await tx.$queryRaw<{ id: string }[]>`
      SELECT d.id FROM deliveries d WHERE d.due_at <= ${now}
         AND NOT EXISTS (SELECT 1 FROM deliveries e
                          WHERE e.conversation_id = d.conversation_id AND e.created_at < d.created_at
                            AND e.status IN ('queued', 'sending') AND e.attempts <= 1
                            AND (e.due_at <= ${now} OR e.status = 'sending'))
       ORDER BY d.due_at LIMIT ${count} FOR UPDATE OF d SKIP LOCKED`
    if (due.length === 0) return []
    const where = { id: { in: due.map((row) => row.id) } }
    return tx.delivery.updateManyAndReturn({ where, data: { dueAt: until } })
  })
}
