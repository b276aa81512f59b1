import type { Delivery } from '@switchboard/prisma'
import { carriedChannel } from '../channels/carried-config.ts'
import type { CarriedChannel, CarriedConfig, Handed } from '../channels/carried.ts'
import type { Channel } from '../channels/channel.ts'
import type { Services } from '../context.ts'
import { ChannelRejectedError, ChannelUncertainError } from '../errors.ts'
import { refusedBy } from './consent.ts'
import { changeDelivery, type Line } from './ledger.ts'
import { outgoingOf } from './outgoing.ts'
import { raise } from './raise.ts'

export interface DeliveryParts {
  services: Pick<Services, 'db' | 'wake' | 'seal' | 'clock' | 'files' | 'env' | 'log'>
  adapterOf(kind: Channel['kind']): CarriedChannel | undefined
}

type Ready = { adapter: CarriedChannel; channel: CarriedConfig }

/** How long to wait before each further try, in s; after the last it is for a person. */
const waits = [5, 30, 120, 600, 1800, 3600, 7200]
/** How long to wait before asking the provider what became of an unknown outcome, in s. */
const askAfter = [5, 60, 600]

/** Does what is due for one message: hands it over, or finds out what became of it. */
export async function deliver(parts: DeliveryParts, row: Delivery): Promise<void> {
  const ready = await readyFor(parts, row)
  if (!ready) return
  if (row.status === 'uncertain') return ask(parts, row, ready)
  // The process that had it died: before it could no longer be called off, it is simply done again.
  if (row.status === 'sending' && row.committedAt) {
    return void (await becomes(parts, row, uncertain(parts, 'The hub was stopped while it was being sent.', 0)))
  }
  await hand(parts, row, ready)
}

async function readyFor(parts: DeliveryParts, row: Delivery): Promise<Ready | null> {
  const channel = await carriedChannel(parts.services, row.channelId)
  const adapter = channel?.enabled ? parts.adapterOf(channel.kind) : undefined
  if (channel && adapter) return { adapter, channel }
  await becomes(parts, row, later(parts, row, 'The channel is switched off.'))
  return null
}

async function hand(parts: DeliveryParts, row: Delivery, { adapter, channel }: Ready) {
  const refusal = await refusedBy(parts.services.db, row)
  if (refusal) return fail(parts, row, { reason: refusal })
  const now = parts.services.clock.now()
  const attempts = row.attempts + 1
  // Called off in the meantime, or taken by another: then it is not ours to send.
  const begun = await becomes(parts, row, {
    kind: 'attempt',
    status: 'sending',
    change: { attempts, committedAt: null },
  })
  if (begun?.status !== 'sending' || begun.attempts !== attempts) return
  const committing = async () => {
    await parts.services.db.prisma.delivery.update({ where: { id: row.id }, data: { committedAt: now } })
  }
  try {
    const handed = await adapter.send(channel, await outgoingOf(parts.services, begun, committing))
    await becomes(parts, begun, received('handed', handed))
  } catch (error) {
    await notHanded(parts, begun, error)
  }
}

async function notHanded(parts: DeliveryParts, row: Delivery, error: unknown) {
  const reason = error instanceof Error ? error.message : 'It could not be sent.'
  parts.services.log.warn({ err: error, deliveryId: row.id, attempts: row.attempts }, 'a message was not handed over')
  if (error instanceof ChannelRejectedError) return fail(parts, row, { reason })
  if (error instanceof ChannelUncertainError) return void (await becomes(parts, row, uncertain(parts, reason, 0)))
  const line = later(parts, row, reason)
  if (line.status === 'failed') return fail(parts, row, { reason })
  await becomes(parts, row, line)
}

/** Never sent again on a guess: the provider says whether it has it, or a person decides. */
async function ask(parts: DeliveryParts, row: Delivery, { adapter, channel }: Ready) {
  const outgoing = await outgoingOf(parts.services, row, async () => {})
  const answer = await adapter.reconcile(channel, outgoing).catch((error: unknown) => {
    parts.services.log.warn({ err: error, deliveryId: row.id }, 'what became of a message could not be asked')
    return 'unknown' as const
  })
  if (answer === 'absent') {
    const again = { kind: 'reconciled', status: 'queued', reason: 'The provider does not have it.' } as const
    await becomes(parts, row, { ...again, change: { dueAt: parts.services.clock.now(), committedAt: null } })
  } else if (answer === 'unknown') {
    const asked = await parts.services.db.prisma.deliveryEntry.count({
      where: { deliveryId: row.id, kind: 'uncertain', at: { gte: row.committedAt ?? row.createdAt } },
    })
    const line = uncertain(parts, row.reason ?? 'Nobody can say whether it was sent.', asked)
    await becomes(parts, row, line)
    if (line.change?.dueAt === null) await raise(parts.services, row, 'It is not known whether this message was sent.')
  } else await becomes(parts, row, received('reconciled', answer))
}

async function fail(parts: DeliveryParts, row: Delivery, { reason }: { reason: string }) {
  const failed = await becomes(parts, row, { kind: 'refused', status: 'failed', reason, change: { dueAt: null } })
  if (failed?.status === 'failed') await raise(parts.services, row, reason)
}

/** Writes a line, unless the delivery has moved since `row` was read. */
function becomes({ services }: DeliveryParts, row: Delivery, line: Line): Promise<Delivery | null> {
  return changeDelivery(services, row.id, (now) => (now.status === row.status ? line : null))
}

const received = (kind: 'handed' | 'reconciled', { providerId, state }: Handed): Line => ({
  kind,
  status: state === 'delayed' ? 'sent' : state,
  change: { providerId, dueAt: null, committedAt: null },
})

function uncertain({ services }: DeliveryParts, reason: string, asked: number): Line {
  return { kind: 'uncertain', status: 'uncertain', reason, change: { dueAt: after(services, askAfter[asked]) } }
}

function later({ services }: DeliveryParts, row: Delivery, reason: string): Line {
  const dueAt = after(services, waits[row.attempts])
  if (!dueAt) return { kind: 'refused', status: 'failed', reason, change: { dueAt } }
  return { kind: 'retry', status: 'queued', reason, change: { dueAt, committedAt: null } }
}

const after = ({ clock }: Pick<Services, 'clock'>, seconds: number | undefined) =>
  seconds === undefined ? null : new Date(clock.now().getTime() + seconds * 1000)
