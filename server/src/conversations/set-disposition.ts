import type { Context } from '../context.ts'
import { InvalidInputError } from '../errors.ts'
import { append } from '../platform/events/append.ts'
import { queueOf } from './queue-of.ts'
import { workOn } from './work.ts'

/**
 * Says what came of a conversation, in a word of its queue's; null takes it back.
 * @throws UnauthenticatedError, NotFoundError; InvalidInputError at `disposition` when the queue has no such word.
 */
export function setDisposition(ctx: Context, input: { conversationId: string; disposition?: string | null }) {
  return workOn(ctx, input.conversationId, async ({ tx, row, fact }) => {
    const disposition = input.disposition ?? null
    if (disposition === row.disposition) return { conversation: row }
    const queueId = await queueOf(tx, row)
    const queue = queueId ? await tx.queue.findUnique({ where: { id: queueId } }) : null
    if (disposition !== null && !queue?.dispositions.includes(disposition)) {
      throw new InvalidInputError('disposition', 'The queue has no such word for what came of it.')
    }
    const conversation = await tx.conversation.update({ where: { id: row.id }, data: { disposition } })
    await append(tx, fact('conversation.disposed', { from: row.disposition, to: disposition }))
    return { conversation }
  })
}
