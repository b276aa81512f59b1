import type { CustomerDesk } from '../channels/channel.ts'
import { ConflictError } from '../errors.ts'
import { append } from '../platform/events/append.ts'
import { transact } from '../platform/transaction.ts'
import type { Needs } from './needs.ts'
import type { Reach } from './reach.ts'

const changeable = 3_600_000

/** The customer rates a conversation that has ended, 1 to 5; the rating may be changed for an hour. */
export function createRate(needs: Needs, reach: Reach): CustomerDesk['rate'] {
  return async (customer, conversationId, score, comment) => {
    const { contactId, brandId, view } = await reach(customer, conversationId)
    const { id } = view
    await transact(needs, async (tx) => {
      const [row] = await tx.$queryRaw<{ status: string; rated_at: Date | null }[]>`
        SELECT status::text, rated_at FROM conversations WHERE id = ${id}::uuid FOR UPDATE`
      if (row?.status !== 'closed') throw new ConflictError('The conversation can be rated once it has ended.')
      const now = needs.clock.now()
      if (row.rated_at && now.getTime() - row.rated_at.getTime() > changeable) {
        throw new ConflictError('The rating can no longer be changed.')
      }
      const data = { rating: score, ratingComment: comment, ratedAt: row.rated_at ?? now }
      await tx.conversation.update({ where: { id }, data })
      await append(tx, { type: 'conversation.rated', brandId, conversationId: id, contactId, data: { score } })
    })
    return (await reach(customer, id)).view
  }
}
