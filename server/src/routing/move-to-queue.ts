import type { Context } from '../context.ts'
import { ConflictError, InvalidInputError } from '../errors.ts'
import type { MoveToQueueInput } from '../graphql/gen/types.ts'
import type { ConversationRow, QueueRow } from '../graphql/rows.ts'
import { queueOf } from '../conversations/queue-of.ts'
import { moveTo } from '../conversations/status.ts'
import { workOn } from '../conversations/work.ts'
import type { Tx } from '../platform/database.ts'
import { append } from '../platform/events/append.ts'
import { isId } from '../platform/ids.ts'

/**
 * Moves a conversation to a queue of its brand, where it waits for somebody with the age it has; whoever has it loses it.
 * Moving it to where it waits already changes nothing.
 * @throws UnauthenticatedError, NotFoundError; InvalidInputError at `queueId`; ConflictError when it is closed.
 */
export function moveToQueue(ctx: Context, input: MoveToQueueInput) {
  return workOn(ctx, input.conversationId, async ({ tx, row, fact }) => {
    const queue = await queueFor(tx, row, input.queueId)
    if (row.status === 'closed') throw new ConflictError('This conversation is closed: reopen it first.')
    const from = await queueOf(tx, row)
    const waits = await tx.queueEntry.count({ where: { conversationId: row.id, queueId: queue.id, leftAt: null } })
    if (waits > 0) return { conversation: row }
    const now = ctx.clock.now()
    const conversation = await tx.conversation.update({
      where: { id: row.id },
      data: {
        ...moveTo(row, 'open', now)?.data,
        queueId: queue.id,
        assigneeId: null,
        // Somebody is wanted for it, also where the customer has had an answer.
        waitingSince: row.waitingSince ?? now,
      },
    })
    await append(tx, fact('conversation.queued', { from, to: queue.id, fromAgentId: row.assigneeId }))
    return { conversation }
  })
}

async function queueFor(tx: Tx, row: ConversationRow, id: string): Promise<QueueRow> {
  const queue = isId(id) ? await tx.queue.findUnique({ where: { id } }) : null
  if (!queue || queue.archivedAt || queue.brandId !== row.brandId) {
    throw new InvalidInputError('queueId', 'The brand has no such queue.')
  }
  return queue
}
