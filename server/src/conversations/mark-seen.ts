import type { Context } from '../context.ts'
import type { MarkConversationSeenInput } from '../graphql/gen/types.ts'
import { append } from '../platform/events/append.ts'
import { workOn } from './work.ts'

/** Says that an agent has looked at the messages up to a number; the mark never goes back. @throws NotFoundError. */
export function markConversationSeen(ctx: Context, input: MarkConversationSeenInput) {
  return workOn(ctx, input.conversationId, async ({ tx, row, fact }) => {
    const seq = Math.min(input.seq, row.lastSeq)
    if (seq <= row.agentSeenSeq) return { conversation: row }
    const where = { conversationId: row.id, kind: 'inbound', seq: { gt: seq } } as const
    const unreadCount = row.unreadCount > 0 ? await tx.message.count({ where }) : 0
    const data = { agentSeenSeq: seq, unreadCount }
    const conversation = await tx.conversation.update({ where: { id: row.id }, data })
    await append(tx, fact('conversation.seen', { by: 'agent', seq }))
    return { conversation }
  })
}
