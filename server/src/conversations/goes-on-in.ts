import type { Context } from '../context.ts'
import type { ConversationRow } from '../graphql/rows.ts'
import { findConversation } from './find.ts'
import { openInPlaceOf } from './one-open.ts'

/**
 * While a conversation is closed: the one in which its customer goes on, which a reply would be refused for. Null when
 * there is none that the viewer may see. @throws UnauthenticatedError.
 */
export async function goesOnIn(ctx: Context, row: ConversationRow): Promise<ConversationRow | null> {
  if (row.status !== 'closed') return null
  const other = await ctx.db.prisma.conversation.findFirst({ where: openInPlaceOf(row), select: { id: true } })
  return findConversation(ctx, other?.id ?? null)
}
