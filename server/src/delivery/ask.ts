import type { Delivery } from '@switchboard/prisma'
import type { Outgoing } from '../channels/carried.ts'
import { askedToWait } from '../platform/retry-after.ts'
import { ConflictError } from '../errors.ts'
import { unlessTaken } from '../platform/taken.ts'
import { becomes, received, uncertain } from './becomes.ts'
import { outgoingOf } from './outgoing.ts'
import { raise } from './raise.ts'
import type { DeliveryParts, Ready } from './send.ts'

/** Never sent again on a guess: the provider says whether it has it, or a person decides. */
export async function ask({ services }: DeliveryParts, row: Delivery, ready: Ready): Promise<void> {
  const outgoing = await outgoingOf(services, row, async () => {})
  const { answer, atLeast } = await reconciled(services, row, ready, outgoing)
  if (answer === 'absent') return sendAgain(services, row)
  if (answer === 'unknown') return stillUncertain(services, row, atLeast)
  try {
    // Two that look for the same words may find the same one: it is whose commit comes first, and the other asks again.
    await unlessTaken('It is another message.', () => becomes(services, row, received('reconciled', answer)))
  } catch (error) {
    if (!(error instanceof ConflictError)) throw error
    await stillUncertain(services, row, 0)
  }
}

async function reconciled(
  { log }: DeliveryParts['services'],
  row: Delivery,
  { adapter, channel }: Ready,
  outgoing: Outgoing,
) {
  try {
    return { answer: await adapter.reconcile(channel, outgoing), atLeast: 0 }
  } catch (error) {
    log.warn({ err: error, deliveryId: row.id }, 'what became of a message could not be asked')
    return { answer: 'unknown' as const, atLeast: askedToWait(error) }
  }
}

async function sendAgain(services: DeliveryParts['services'], row: Delivery) {
  const again = { kind: 'reconciled', status: 'queued', reason: 'The provider does not have it.' } as const
  await becomes(services, row, { ...again, change: { dueAt: services.clock.now(), committedAt: null } })
}

async function stillUncertain(services: DeliveryParts['services'], row: Delivery, atLeast: number) {
  const asked = await services.db.prisma.deliveryEntry.count({
    where: { deliveryId: row.id, kind: 'uncertain', at: { gte: row.committedAt ?? row.createdAt } },
  })
  const line = uncertain(services, row.reason ?? 'Nobody can say whether it was sent.', asked, atLeast)
  await becomes(services, row, line)
  if (line.change?.dueAt === null) await raise(services, row, 'It is not known whether this message was sent.')
}
