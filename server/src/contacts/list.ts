import type { Context } from '../context.ts'
import type { ContactRow } from '../graphql/rows.ts'
import { connection, decodeCursor, encodeCursor, isMoment, pageSize } from '../graphql/connection.ts'
import { isId } from '../platform/ids.ts'
import { signedIn } from '../viewer.ts'
import { contactMatches, contactsToSearch } from './search.ts'

/** Contacts the viewer may see, last seen first. @throws UnauthenticatedError, InvalidInputError. */
export async function listContacts(
  ctx: Context,
  asked: { search?: string | null; first?: number | null; after?: string | null },
) {
  const { brandIds } = signedIn(ctx.viewer)
  const size = pageSize(asked.first)
  const values: unknown[] = []
  const put = (value: unknown) => `$${values.push(value)}`
  const where = ['c.merged_into_id IS NULL', ...contactMatches(asked.search ?? '', put)]
  if (brandIds)
    where.push(
      `EXISTS (SELECT 1 FROM conversations v WHERE v.contact_id = c.id AND v.brand_id = ANY (${put(brandIds)}))`,
    )
  if (asked.after) {
    const [seen, id] = decodeCursor(asked.after, [isMoment, isId])
    where.push(`(coalesce(c.last_seen_at, c.created_at), c.id) < (${put(seen)}::timestamptz, ${put(id)}::uuid)`)
  }
  const { rows } = await ctx.db.pool.query<{ id: string; seen: Date }>(
    `SELECT c.id, coalesce(c.last_seen_at, c.created_at) AS seen FROM ${contactsToSearch(asked.search ?? '')} c WHERE ${where.join(' AND ')}
      ORDER BY coalesce(c.last_seen_at, c.created_at) DESC, c.id DESC LIMIT ${size + 1}`,
    values,
  )
  const contacts = await ctx.loaders.contact.loadMany(rows.map((row) => row.id))
  const placed = rows.flatMap((row, i) => {
    const node = contacts[i]
    return isRow(node) ? [{ cursor: encodeCursor([row.seen.toISOString(), row.id]), node }] : []
  })
  return connection(placed, size)
}

const isRow = (row: ContactRow | Error | null | undefined): row is ContactRow =>
  row !== null && row !== undefined && !(row instanceof Error)
