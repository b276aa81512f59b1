import type { InboundItem } from '@switchboard/prisma'
import type { CarriedChannel, CarriedConfig, Consent, RawItem, Receipt, Understood } from '../../channels/carried.ts'
import type { Channel } from '../../channels/channel.ts'
import { askedToWait } from '../../platform/retry-after.ts'
import type { Services } from '../../context.ts'
import { answerAutomatically } from '../../conversations/outgoing/answer-automatically.ts'
import { AppError } from '../../errors.ts'
import type { Receive } from '../receive.ts'
import { namedConversations } from './evidence.ts'
import { fileKeeper } from './files.ts'
import type { Place } from './in-order.ts'
import { inboundOf } from './understood.ts'

type Configured = CarriedConfig & { kind: Channel['kind'] }

export interface InboundParts {
  services: Pick<Services, 'db' | 'wake' | 'seal' | 'files' | 'scan' | 'clock' | 'log'>
  receive: Receive
  adapterOf(kind: Channel['kind']): CarriedChannel | undefined
  /** A channel by its id; null when there is none. */
  channel(id: string): Promise<Configured | null>
  /** What becomes of news about messages that went out. @throws NotYetError while the message is not known. */
  onReceipts(channel: Configured, receipts: Receipt[]): Promise<void>
  onConsents(channel: Configured, consents: Consent[]): Promise<void>
}

/** How long to wait before looking again, in s; what fails after the last is for a person. */
const waits = [2, 10, 60, 300]

/** Understands one item that came in and stores what it says; whatever goes wrong is written down with it. */
export async function processItem(parts: InboundParts, row: InboundItem, place: Place): Promise<void> {
  try {
    const channel = await parts.channel(row.channelId)
    const adapter = channel && parts.adapterOf(channel.kind)
    if (!channel || !adapter) return await setAside(parts, row, 'There is nobody who reads this channel.')
    const item = rawItem(parts, row)
    const understood = await adapter.understand(channel, item, fileKeeper(parts.services, row.id))
    await apply(parts, channel, { row, item, understood, place })
  } catch (error) {
    await failed(parts, row, error)
  } finally {
    place.leave()
  }
}

async function apply(
  parts: InboundParts,
  channel: Configured,
  { row, item, understood, place }: { row: InboundItem; item: RawItem; understood: Understood; place: Place },
) {
  // Both may run again after a crash, and come to the same; the message, last, ends it in its own commit.
  if (understood.receipts?.length) await parts.onReceipts(channel, understood.receipts)
  if (understood.consents?.length) await parts.onConsents(channel, understood.consents)
  const { message } = understood
  if (!message) return setAside(parts, row, understood.ignored ?? null)
  const thread = await namedConversations(parts.services, channel.id, message.evidence)
  await place.turnOf(message.identity.value)
  const { outcome, messageId } = await parts.receive(inboundOf(channel, item, message, thread))
  if (!message.tellSender || outcome === 'blocked') return
  const { identity, name, tellSender } = message
  await answerAutomatically(parts.services, { messageId, address: identity.value, name, ...tellSender })
}

function rawItem({ services }: InboundParts, row: InboundItem): RawItem {
  return {
    id: row.id,
    externalId: row.externalId,
    receivedAt: row.receivedAt,
    payload: row.payload as RawItem['payload'],
    size: row.size,
    open: async () => {
      if (!row.rawKey) throw new Error('this item has no raw file')
      return services.files.read(row.rawKey)
    },
  }
}

/** Nothing in it is for people, or all of it was told to whom it concerns. */
async function setAside({ services }: InboundParts, row: InboundItem, reason: string | null) {
  const done = { dueAt: null, processedAt: services.clock.now(), reason }
  const state = reason === null ? 'processed' : 'ignored'
  await services.db.prisma.inboundItem.update({ where: { id: row.id }, data: { state, ...done } })
}

async function failed({ services: { db, clock, log } }: InboundParts, row: InboundItem, error: unknown) {
  const wait = waits[row.attempts - 1]
  const reason = error instanceof AppError ? error.message : 'It could not be understood.'
  log.warn({ err: error, inboundItemId: row.id, attempts: row.attempts }, 'an item that came in is not done')
  const dueAt = wait === undefined ? null : new Date(clock.now().getTime() + Math.max(wait * 1000, askedToWait(error)))
  const data = { reason, dueAt, state: dueAt ? ('received' as const) : ('failed' as const) }
  await db.prisma.inboundItem.update({ where: { id: row.id }, data })
}
