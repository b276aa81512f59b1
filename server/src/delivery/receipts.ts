import type { Delivery } from '@switchboard/prisma'
import type { CarriedConfig, Receipt } from '../channels/carried.ts'
import type { Services } from '../context.ts'
import { conversationOfToken } from '../conversations/thread-token.ts'
import { ChannelUnavailableError } from '../errors.ts'
import { recipientsOf } from './consent.ts'
import { changeDelivery } from './ledger.ts'
import { raise } from './raise.ts'
import { fold } from './rank.ts'

type Needs = Pick<Services, 'db' | 'wake' | 'clock' | 'seal'>

/**
 * Folds a provider's news into the ledgers they speak of, in whatever order they come.
 * @throws ChannelUnavailableError for a message that is not known (yet): its answer may still be on the way to us.
 */
export async function foldReceipts(needs: Needs, channel: CarriedConfig, receipts: readonly Receipt[]): Promise<void> {
  for (const receipt of receipts) {
    const row = await deliveryOf(needs, channel, receipt.providerId)
    if (!row) throw new ChannelUnavailableError(`There is no message ${receipt.providerId} that this speaks of.`)
    await foldOne(needs, row, receipt)
    if (receipt.badAddress) await flag(needs, row, receipt)
  }
}

async function foldOne(needs: Needs, { id }: Delivery, { state, reason, code }: Receipt) {
  let failedNow = false
  const row = await changeDelivery(needs, id, (now) => {
    const status = fold(now.status, state)
    failedNow = status === 'failed' && now.status !== 'failed'
    if (state === 'delayed') return { kind: 'delayed', status, reason, code }
    // What some recipients were refused is worth a line, though others got it.
    if (status === now.status && (reason === null || reason === now.reason)) return null
    return {
      kind: 'receipt',
      status,
      reason,
      code,
      ...(status !== now.status && { change: { dueAt: null, committedAt: null } }),
    }
  })
  if (row && failedNow) await raise(needs, row, reason ?? 'The provider could not deliver it.')
}

/** By the provider's id, by the id the message carries, or, for a mail that came back, by the token of its conversation. */
async function deliveryOf({ db, seal }: Needs, channel: CarriedConfig, providerId: string): Promise<Delivery | null> {
  const { prisma } = db
  const channelId = channel.id
  const byProvider = await prisma.delivery.findUnique({ where: { channelId_providerId: { channelId, providerId } } })
  if (byProvider) return byProvider
  const key = { channelId_reference: { channelId, reference: providerId } }
  const reference = await prisma.messageReference.findUnique({ where: key, select: { messageId: true } })
  if (reference) return prisma.delivery.findUnique({ where: { messageId: reference.messageId } })
  const conversation = await conversationOfToken({ db, seal }, providerId)
  if (!conversation) return null
  const where = { conversationId: conversation.id, channelId }
  return prisma.delivery.findFirst({ where, orderBy: { createdAt: 'desc' } })
}

/** Only an address that the message really went to: anybody can write a report that names another. */
async function flag({ db, clock }: Needs, { messageId }: Delivery, { badAddress, reason }: Receipt) {
  const value = badAddress?.toLowerCase() ?? ''
  if (!(await recipientsOf(db, messageId)).includes(value)) return
  const data = { flaggedAt: clock.now(), flaggedReason: reason ?? 'Messages to it come back.' }
  await db.prisma.identity.updateMany({ where: { value, kind: { in: ['email', 'phone'] } }, data })
}
