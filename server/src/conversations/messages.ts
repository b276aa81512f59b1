import { noteLook } from '../audit/note-look.ts'
import type { Context } from '../context.ts'
import type { ConversationRow } from '../graphql/rows.ts'
import { pageSize } from '../graphql/connection.ts'

/** The last messages of a conversation, or the last before a number; oldest first. That somebody looks is written down. */
export async function messagesOf(ctx: Context, row: ConversationRow, asked: { last: number; before?: number | null }) {
  await noteLook(ctx, row)
  const size = pageSize(asked.last)
  const seq = asked.before === null || asked.before === undefined ? {} : { seq: { lt: asked.before } }
  const where = { conversationId: row.id, ...seq }
  const found = await ctx.db.prisma.message.findMany({ where, orderBy: { seq: 'desc' }, take: size + 1 })
  return { nodes: found.slice(0, size).toReversed(), hasPrevious: found.length > size }
}
