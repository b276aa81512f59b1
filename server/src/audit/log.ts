import { signedInAs } from '../agents/policy.ts'
import type { Context } from '../context.ts'
import { connection, decodeCursor, encodeCursor, isMoment, pageSize } from '../graphql/connection.ts'
import { isId } from '../platform/ids.ts'

/**
 * Who looked into whose conversations, newest first, of the brands the viewer sees.
 * @throws UnauthenticatedError, ForbiddenError; InvalidInputError for a cursor that is none.
 */
export async function looks(ctx: Context, asked: { first: number; after?: string | null }) {
  const { brandIds } = signedInAs(ctx.viewer, 'supervisor')
  const size = pageSize(asked.first)
  const [at, id] = asked.after ? decodeCursor(asked.after, [isMoment, isId]) : []
  const before = at
    ? { OR: [{ at: { lt: new Date(String(at)) } }, { at: new Date(String(at)), id: { lt: String(id) } }] }
    : {}
  const rows = await ctx.db.prisma.look.findMany({
    where: { ...before, ...(brandIds && { conversation: { brandId: { in: brandIds } } }) },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    take: size + 1,
  })
  return connection(
    rows.map((row) => ({ cursor: encodeCursor([row.at.toISOString(), row.id]), node: row })),
    size,
  )
}
