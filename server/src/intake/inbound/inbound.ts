import type { InboundItem } from '@switchboard/prisma'
import { createPump, type Pump } from '../../platform/pump.ts'
import { createOrder } from './in-order.ts'
import { type InboundParts, processItem } from './process.ts'

/** How long one has to understand an item before another may try, in s. */
const lease = 60

/** Works off what came in, from the oldest on, some at once; what one sender sent is stored in that order. */
export function startInbound(parts: InboundParts): Pump {
  const { db, clock, log } = parts.services
  const order = createOrder()
  return createPump<InboundItem>({
    name: 'inbound',
    size: 8,
    log,
    claim: (count) => claim(db, clock.now(), count),
    handle: (row) => processItem(parts, row, order(row.channelId)),
  })
}

function claim({ prisma }: InboundParts['services']['db'], now: Date, count: number): Promise<InboundItem[]> {
  const until = new Date(now.getTime() + lease * 1000)
  return prisma.$transaction(async (tx) => {
    const due = await tx.$queryRaw<{ id: string }[]>`
      SELECT id FROM inbound_items WHERE due_at <= ${now} AND state = 'received'
       ORDER BY due_at, received_at, id LIMIT ${count} FOR UPDATE SKIP LOCKED`
    if (due.length === 0) return []
    const where = { id: { in: due.map((row) => row.id) } }
    const data = { dueAt: until, attempts: { increment: 1 } }
    const taken = await tx.inboundItem.updateManyAndReturn({ where, data })
    return taken.toSorted((a, b) => a.receivedAt.getTime() - b.receivedAt.getTime() || (a.id < b.id ? -1 : 1))
  })
}
