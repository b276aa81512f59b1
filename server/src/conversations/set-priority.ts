import type { Priority } from '@switchboard/prisma'
import type { Context } from '../context.ts'
import { append } from '../platform/events/append.ts'
import { workOn } from './work.ts'

/** Says how urgent a conversation is. @throws NotFoundError. */
export function setConversationPriority(ctx: Context, input: { conversationId: string; priority: Priority }) {
  return workOn(ctx, input.conversationId, async ({ tx, row, fact }) => {
    const { priority } = input
    if (row.priority === priority) return { conversation: row }
    const conversation = await tx.conversation.update({ where: { id: row.id }, data: { priority } })
    await append(tx, fact('conversation.priority_changed', { from: row.priority, to: priority }))
    return { conversation }
  })
}
