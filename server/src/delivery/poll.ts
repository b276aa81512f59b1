import type { Delivery } from '@switchboard/prisma'
import { askedToWait } from '../platform/retry-after.ts'
import type { Services } from '../context.ts'
import { ChannelRejectedError } from '../errors.ts'
import { foldReceipts } from './receipts.ts'
import type { DeliveryParts, Ready } from './send.ts'

/** When a provider is asked how far a message got, in s after it took it, for as long as it says nothing by itself. */
const askAt = [120, 900, 7200, 86_400]

/** When to ask next; null when it has been asked often enough. */
export function nextPoll({ clock }: Pick<Services, 'clock'>, takenAt: Date): Date | null {
  const next = askAt.map((seconds) => takenAt.getTime() + seconds * 1000).find((at) => at > clock.now().getTime())
  return next === undefined ? null : new Date(next)
}

/** Asks the provider how far a message got whose news never came, and folds the answer in as if it had come. */
export async function poll({ services }: DeliveryParts, row: Delivery, { adapter, channel }: Ready): Promise<void> {
  let notBefore = 0
  try {
    const receipt = row.providerId && (await adapter.statusOf?.(channel, row.providerId))
    if (receipt) await foldReceipts(services, channel, [receipt])
  } catch (error) {
    services.log.info({ err: error, deliveryId: row.id }, 'a provider does not say how far a message got')
    if (error instanceof ChannelRejectedError) return stopAsking(services, row)
    notBefore = services.clock.now().getTime() + askedToWait(error)
  }
  const next = nextPoll(services, row.createdAt)
  const dueAt = next && new Date(Math.max(next.getTime(), notBefore))
  await services.db.prisma.delivery.updateMany({ where: { id: row.id, status: 'sent' }, data: { dueAt } })
}

async function stopAsking({ db }: Pick<Services, 'db'>, { id }: Delivery) {
  await db.prisma.delivery.updateMany({ where: { id, status: 'sent' }, data: { dueAt: null } })
}
