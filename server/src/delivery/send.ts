import type { Delivery } from '@switchboard/prisma'
import { carriedChannel } from '../channels/carried-config.ts'
import type { CarriedChannel, CarriedConfig } from '../channels/carried.ts'
import type { Channel } from '../channels/channel.ts'
import { askedToWait } from '../platform/retry-after.ts'
import type { Services } from '../context.ts'
import { ChannelRejectedError, ChannelUncertainError, ConflictError } from '../errors.ts'
import { ask } from './ask.ts'
import { unlessTaken } from '../platform/taken.ts'
import { becomes, fail, later, received, uncertain } from './becomes.ts'
import { refusedBy } from './consent.ts'
import { outgoingOf } from './outgoing.ts'
import { nextPoll, poll } from './poll.ts'

export interface DeliveryParts {
  services: Pick<Services, 'db' | 'wake' | 'seal' | 'clock' | 'files' | 'env' | 'log'>
  adapterOf(kind: Channel['kind']): CarriedChannel | undefined
}

/** What a message is handed over with. */
export interface Ready {
  adapter: CarriedChannel
  channel: CarriedConfig
}

/** Does what is due for one message: hands it over, or finds out what became of it. */
export async function deliver(parts: DeliveryParts, row: Delivery): Promise<void> {
  const ready = await readyFor(parts, row)
  if (!ready) return
  if (row.status === 'uncertain') return ask(parts, row, ready)
  if (row.status === 'sent') return poll(parts, row, ready)
  // The process that had it died: before it could no longer be called off, it is simply done again.
  if (row.status === 'sending' && row.committedAt) {
    return void (await becomes(
      parts.services,
      row,
      uncertain(parts.services, 'The hub was stopped while it was being sent.', 0),
    ))
  }
  await hand(parts, row, ready)
}

async function readyFor(parts: DeliveryParts, row: Delivery): Promise<Ready | null> {
  const channel = await carriedChannel(parts.services, row.channelId)
  const adapter = channel?.enabled ? parts.adapterOf(channel.kind) : undefined
  if (channel && adapter) return { adapter, channel }
  await becomes(parts.services, row, later(parts.services, row, 'The channel is switched off.'))
  return null
}

async function hand(parts: DeliveryParts, row: Delivery, { adapter, channel }: Ready) {
  const refusal = await refusedBy(parts.services.db, row)
  if (refusal) return fail(parts.services, row, refusal)
  const now = parts.services.clock.now()
  const attempts = row.attempts + 1
  // Called off in the meantime, or taken by another: then it is not ours to send.
  const begun = await becomes(parts.services, row, {
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
    const dueAt = adapter.statusOf ? nextPoll(parts.services, parts.services.clock.now()) : null
    // When another message of the same words was taken for this one, the provider is asked which is whose.
    await unlessTaken('Its id at the provider stands with another message.', () =>
      becomes(parts.services, begun, received('handed', handed, dueAt)),
    )
    await keepReference(parts, begun, handed.providerId)
  } catch (error) {
    await notHanded(parts, begun, error)
  }
}

/** Some servers give mail an id of their own: answers will name that one. */
async function keepReference({ services }: DeliveryParts, row: Delivery, providerId: string) {
  if (providerId === row.reference || !/^<[^<>]+>$/.test(providerId)) return
  const { channelId, messageId, conversationId } = row
  const data = { channelId, messageId, conversationId, reference: providerId }
  await services.db.prisma.messageReference.createMany({ data, skipDuplicates: true })
}

async function notHanded(parts: DeliveryParts, row: Delivery, error: unknown) {
  const reason = error instanceof Error ? error.message : 'It could not be sent.'
  parts.services.log.warn({ err: error, deliveryId: row.id, attempts: row.attempts }, 'a message was not handed over')
  if (error instanceof ChannelRejectedError) return fail(parts.services, row, reason)
  if (error instanceof ChannelUncertainError || error instanceof ConflictError)
    return void (await becomes(parts.services, row, uncertain(parts.services, reason, 0)))
  const line = later(parts.services, row, reason, askedToWait(error))
  if (line.status === 'failed') return fail(parts.services, row, reason)
  await becomes(parts.services, row, line)
}
