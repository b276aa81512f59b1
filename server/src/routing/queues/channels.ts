import { InvalidInputError } from '../../errors.ts'
import type { QueueRow } from '../../graphql/rows.ts'
import type { Tx } from '../../platform/database.ts'
import { isId } from '../../platform/ids.ts'

/**
 * Has these channels feed a queue, and no others; those that are taken away feed the brand's default queue. Who waits
 * already keeps the place. @throws InvalidInputError at `channelIds`.
 */
export async function feedBy(tx: Tx, queue: QueueRow, given: readonly string[]): Promise<void> {
  const ids = [...new Set(given.map((id) => id.toLowerCase()))]
  const where = { id: { in: ids }, brandId: queue.brandId }
  if (!ids.every(isId) || (await tx.channel.count({ where })) < ids.length) {
    throw new InvalidInputError('channelIds', 'One of these is no channel of the brand.')
  }
  if (queue.isDefault && (await tx.channel.count({ where: { queueId: queue.id, id: { notIn: ids } } })) > 0) {
    throw new InvalidInputError(
      'channelIds',
      'This is the queue of all channels that feed no other: give them to another one.',
    )
  }
  const fallback = await tx.queue.findFirstOrThrow({ where: { brandId: queue.brandId, isDefault: true } })
  await tx.channel.updateMany({ where: { queueId: queue.id, id: { notIn: ids } }, data: { queueId: fallback.id } })
  await tx.channel.updateMany({ where, data: { queueId: queue.id } })
}
