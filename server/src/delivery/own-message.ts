import type { Context } from '../context.ts'
import { mayWork } from '../conversations/policy.ts'
import { NotFoundError } from '../errors.ts'
import { isId } from '../platform/ids.ts'
import { signedIn } from '../viewer.ts'

/** The ledger of a message that the viewer works with. @throws UnauthenticatedError, NotFoundError. */
export async function ownDelivery(ctx: Context, messageId: string) {
  const viewer = signedIn(ctx.viewer)
  const where = { messageId }
  const row = isId(messageId) ? await ctx.db.prisma.delivery.findUnique({ where, include: { message: true } }) : null
  const conversation = row && (await ctx.loaders.conversation.load(row.conversationId))
  if (!row || !conversation || !mayWork(viewer, conversation)) throw new NotFoundError('There is no such message.')
  return { viewer, delivery: row, message: row.message }
}
