import type { Context } from '../context.ts'
import { workOn } from '../conversations/work.ts'
import { append } from '../platform/events/append.ts'
import { ForbiddenError } from '../errors.ts'
import { isAtLeast } from '../agents/policy.ts'

/**
 * Comes to help in a conversation that stays its agent's: they are told, and see what is written.
 * @throws UnauthenticatedError; ForbiddenError for who leads nobody; NotFoundError.
 */
export function joinConversation(ctx: Context, { conversationId }: { conversationId: string }) {
  return workOn(ctx, conversationId, async ({ tx, row, viewer, fact }) => {
    if (!isAtLeast(viewer, 'senior'))
      throw new ForbiddenError('Only senior agents and supervisors may join conversations.')
    await append(tx, fact('conversation.joined', { with: row.assigneeId }))
    return { conversation: row }
  })
}
