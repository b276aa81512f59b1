import type { Delivery, DeliveryStatus } from '@switchboard/prisma'
import type { Services } from '../context.ts'
import type { Tx } from '../platform/database.ts'
import { append } from '../platform/events/append.ts'
import { transact } from '../platform/transaction.ts'

/** A line of the ledger, and what becomes of the delivery with it. */
export interface Line {
  kind:
    | 'attempt'
    | 'handed'
    | 'receipt'
    | 'refused'
    | 'retry'
    | 'uncertain'
    | 'reconciled'
    | 'delayed'
    | 'hastened'
    | 'cancelled'
  status: DeliveryStatus
  reason?: string | null
  code?: string | null
  agentId?: string | null
  /** What else changes about the delivery. */
  change?: { providerId?: string; dueAt?: Date | null; committedAt?: Date | null; attempts?: number }
}

type Needs = Pick<Services, 'db' | 'wake' | 'clock'>

/**
 * Reads a delivery after everybody who changes it is done, decides, and writes the decision down: the delivery, its
 * ledger and the event in one commit. `decide` answers null when there is nothing to write.
 */
export function changeDelivery(
  needs: Needs,
  id: string,
  decide: (row: Delivery, tx: Tx) => Line | null | Promise<Line | null>,
): Promise<Delivery | null> {
  return transact(needs, async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM deliveries WHERE id = ${id}::uuid FOR UPDATE`
    const row = await tx.delivery.findUnique({ where: { id } })
    const line = row && (await decide(row, tx))
    return row && line ? write(tx, row, line, needs.clock.now()) : row
  })
}

async function write(tx: Tx, row: Delivery, line: Line, at: Date): Promise<Delivery> {
  const { kind, status, reason = null, code = null, agentId = null, change } = line
  await tx.deliveryEntry.create({ data: { deliveryId: row.id, at, kind, status, reason, code, agentId } })
  // A note about something under way does not replace why it failed, and news do not wipe it out.
  const why = status === row.status && reason === null ? {} : { reason, code }
  const changed = await tx.delivery.update({
    where: { id: row.id },
    data: { status, ...why, ...change, updatedAt: at },
  })
  const conversation = await tx.conversation.findUniqueOrThrow({ where: { id: row.conversationId } })
  await append(tx, {
    type: 'message.changed',
    brandId: conversation.brandId,
    conversationId: conversation.id,
    contactId: conversation.contactId,
    agentId,
    data: { messageId: row.messageId, delivery: status },
  })
  return changed
}
