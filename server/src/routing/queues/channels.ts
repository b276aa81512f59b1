import { knownChannels } from '../../brands/known-parts.ts'
import { InvalidInputError } from '../../errors.ts'
import type { QueueRow } from '../../graphql/rows.ts'
import type { Tx } from '../../platform/database.ts'

/**
 * Has these channels feed a queue, and no others; those that are taken away feed the brand's default queue. Who waits
 * already keeps the place. @throws InvalidInputError at `channelIds`.
 */
export async function feedBy(tx: Tx, queue: QueueRow, given: readonly string[]): Promise<void> {
  const ids = await knownChannels(tx, queue.brandId, given)
  if (queue.isDefault && (await tx.channel.count({ where: { queueId: queue.id, id: { notIn: ids } } })) > 0) {
    throw new InvalidInputError(
      'channelIds',
      'This is the queue of all channels that feed no other: give them to another one.',
    )
  }
  const fallback = await tx.queue.findFirstOrThrow({ where: { brandId: queue.brandId, isDefault: true } })
  await tx.channel.updateMany({ where: { queueId: queue.id, id: { notIn: ids } }, data: { queueId: fallback.id } })
  await tx.channel.updateMany({ where: { id: { in: ids } }, data: { queueId: queue.id } })
}
