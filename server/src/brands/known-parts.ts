import { InvalidInputError } from '../errors.ts'
import type { Tx } from '../platform/database.ts'
import { isId } from '../platform/ids.ts'

/** Ids of queues of a brand, each once. @throws InvalidInputError at `queueIds` when one is none, or was put away. */
export async function knownQueues(tx: Tx, brandId: string, given: readonly string[]): Promise<string[]> {
  const ids = distinct(given)
  const where = { id: { in: ids }, brandId, archivedAt: null }
  if (ids.every(isId) && (await tx.queue.count({ where })) === ids.length) return ids
  throw new InvalidInputError('queueIds', 'One of these is no queue of the brand.')
}

/** Ids of channels of a brand, each once. @throws InvalidInputError at `channelIds` when one is none. */
export async function knownChannels(tx: Tx, brandId: string, given: readonly string[]): Promise<string[]> {
  const ids = distinct(given)
  if (ids.every(isId) && (await tx.channel.count({ where: { id: { in: ids }, brandId } })) === ids.length) return ids
  throw new InvalidInputError('channelIds', 'One of these is no channel of the brand.')
}

const distinct = (ids: readonly string[]) => [...new Set(ids.map((id) => id.toLowerCase()))]
