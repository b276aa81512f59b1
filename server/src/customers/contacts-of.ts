import type { Needs } from './needs.ts'

/** The contact, and those with which an agent had the identity before: what happened then is told as well. */
export async function contactsOf(
  { db }: Pick<Needs, 'db'>,
  contactId: string,
  identityId: string | null,
): Promise<string[]> {
  const { rows } = await db.pool.query<{ id: string }>({
    name: 'customer-contacts',
    text: `SELECT $1::uuid AS id UNION SELECT unnest(ARRAY[from_id, into_id]) FROM contact_merges WHERE identity_ids @> ARRAY[$2::uuid]`,
    values: [contactId, identityId],
  })
  return rows.map((row) => row.id)
}
