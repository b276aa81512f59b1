import type { Context } from '../context.ts'
import type { ContactRow } from '../graphql/rows.ts'
import type { Tx } from '../platform/database.ts'
import { isId } from '../platform/ids.ts'
import { signedIn } from '../viewer.ts'
import { mayView } from './policy.ts'

/** Contacts joined into one another, one after the other, end here. */
const longestChain = 10

/** One contact, or the one they were joined into; null when there is none the viewer may see. @throws UnauthenticatedError. */
export async function findContact(ctx: Context, id: string): Promise<ContactRow | null> {
  const viewer = signedIn(ctx.viewer)
  if (!isId(id)) return null
  const row = await followMerged(ctx, id)
  if (!row || viewer.brandIds === null) return row
  return mayView(viewer, { brandIds: await brandsOf(ctx.db.prisma, row.id) }) ? row : null
}

/** The contact that stands for this one now. */
export async function followMerged(ctx: Context, id: string): Promise<ContactRow | null> {
  let row = await ctx.loaders.contact.load(id)
  for (let i = 0; row?.mergedIntoId && i < longestChain; i++) row = await ctx.loaders.contact.load(row.mergedIntoId)
  return row
}

/** The brands a contact has written to. */
export async function brandsOf(db: Pick<Tx, 'conversation'>, contactId: string): Promise<string[]> {
  const rows = await db.conversation.findMany({
    where: { contactId },
    distinct: ['brandId'],
    select: { brandId: true },
  })
  return rows.map((row) => row.brandId)
}
