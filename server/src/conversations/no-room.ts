import { ConflictError } from '../errors.ts'
import { isOneOf } from '../platform/transaction.ts'

/** What the trigger conversation_load says when an agent has no room for a conversation. */
const noRoom = new Set(['SB010'])

/** @throws ConflictError where the work would put more on an agent than they have room for; whatever else it throws. */
export async function orNoRoom<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    if (!isOneOf(noRoom, error)) throw error
    throw new ConflictError('There is no room for this: the agent holds as much as they may at once.')
  }
}
