import type { Context } from '../context.ts'
import { connection, decodeCursor, encodeCursor, isMoment, pageSize } from '../graphql/connection.ts'
import { isId } from '../platform/ids.ts'
import { signedIn } from '../viewer.ts'

/** A contact's conversations that the viewer may see, newest first. @throws UnauthenticatedError, InvalidInputError. */
export async function conversationsOf(
  ctx: Context,
  contactId: string,
  asked: { first: number; after?: string | null },
) {
  const { brandIds } = signedIn(ctx.viewer)
  const size = pageSize(asked.first, 20)
  const rows = await ctx.db.prisma.conversation.findMany({
    where: { contactId, ...(brandIds && { brandId: { in: brandIds } }), ...(asked.after && before(asked.after)) },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: size + 1,
  })
  const placed = rows.map((node) => ({
    cursor: encodeCursor([node.createdAt.toISOString(), node.id]),
    node,
    match: null,
  }))
  return connection(placed, size)
}

function before(cursor: string) {
  const [moment, id] = decodeCursor(cursor, [isMoment, isId]).map(String)
  const createdAt = new Date(moment ?? '')
  return { OR: [{ createdAt: { lt: createdAt } }, { createdAt, id: { lt: id ?? '' } }] }
}
