import { ConflictError } from '../errors.ts'
import type { ConversationRow } from '../graphql/rows.ts'
import type { Tx } from '../platform/database.ts'

/** Finds the one open conversation in which the customer of a closed one goes on. */
export const openInPlaceOf = ({ channelId, identityId }: Pick<ConversationRow, 'channelId' | 'identityId'>) =>
  ({ channelId, identityId, status: { not: 'closed' } }) as const

/**
 * Keeps a closed conversation closed while the customer has another on the same channel.
 * @throws ConflictError naming the other one.
 */
export async function refuseSecondOpen(tx: Tx, row: ConversationRow): Promise<void> {
  if (row.status !== 'closed') return
  const other = await tx.conversation.findFirst({ where: openInPlaceOf(row), select: { number: true } })
  if (other) throw new ConflictError(`This customer already has conversation #${other.number}. Please go on there.`)
}

/**
 * A newer conversation may open in the very moment between the look and the write; the database then refuses.
 * @throws ConflictError in its place.
 */
export async function orSecondOpen<T>(write: Promise<T>): Promise<T> {
  try {
    return await write
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'P2002')) throw error
    throw new ConflictError('This customer has just begun a new conversation. Please go on there.')
  }
}
