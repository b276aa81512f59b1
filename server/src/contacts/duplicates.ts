import type { Context } from '../context.ts'
import type { ContactRow, IdentityRow } from '../graphql/rows.ts'
import { signedIn } from '../viewer.ts'
import { brandsOf, findContact } from './find.ts'
import { seesAllOf } from './policy.ts'
import { contactMatches } from './search.ts'

type Kind = 'VERIFIED_ADDRESS' | 'TYPED_ADDRESS' | 'PHONE'
interface Address {
  kind: 'email' | 'phone'
  value: string
  verified: boolean
}
interface Found {
  id: string
  reason: { kind: Kind; value: string }
}

/** More suggestions help nobody. */
const most = 20

/**
 * Other contacts that may be the same person, and by which address; the surest first. Only ever a suggestion. Empty when
 * there is no such contact, or none whose brands the viewer sees all: what they could not join is not suggested.
 * @throws UnauthenticatedError.
 */
export async function duplicatesOf(ctx: Context, contactId: string) {
  const contact = await findWhole(ctx, contactId)
  if (!contact) return []
  const addresses = addressesOf(contact, await ctx.loaders.identities.load(contact.id))
  const found = (await Promise.all(addresses.map((address) => othersWith(ctx, contact.id, address)))).flat()
  const byContact = [...Map.groupBy(found, (one) => one.id)]
  const suggested = await Promise.all(
    byContact.map(async ([id, all]) => {
      const other = await findWhole(ctx, id)
      return other ? [{ contact: other, reasons: onlyOnce(all) }] : []
    }),
  )
  return suggested.flat().toSorted(surest).slice(0, most)
}

async function findWhole(ctx: Context, contactId: string): Promise<ContactRow | null> {
  const viewer = signedIn(ctx.viewer)
  const contact = await findContact(ctx, contactId)
  if (!contact || viewer.brandIds === null) return contact
  return seesAllOf(viewer, { brandIds: await brandsOf(ctx.db.prisma, contact.id) }) ? contact : null
}

/** What is known of somebody, tidied; an address that is proved is named once, as proved. */
function addressesOf({ email, phone }: ContactRow, identities: IdentityRow[]): Address[] {
  const known = identities.flatMap(({ kind, value, verifiedAt }) =>
    kind === 'email' || kind === 'phone' ? [{ kind, value, verified: verifiedAt !== null }] : [],
  )
  const typed = [
    { kind: 'email' as const, value: email?.trim().toLowerCase(), verified: false },
    { kind: 'phone' as const, value: phone?.replace(/[\s().\-/]/g, ''), verified: false },
  ].flatMap(({ value, ...rest }) => (value ? [{ ...rest, value }] : []))
  const all = [...known, ...typed].map((one) => [`${one.kind}:${one.value}`, one] as const)
  return [...new Map(all.toReversed()).values()]
}

/** Contacts that have the address as theirs, or only say so. */
async function othersWith({ db }: Context, contactId: string, address: Address): Promise<Found[]> {
  const values: string[] = [contactId, address.kind, address.value]
  const like = contactMatches(address.value, (value) => `$${values.push(value)}`)
  const { rows } = await db.pool.query<{ id: string; verified: boolean }>(
    `SELECT i.contact_id AS id, i.verified_at IS NOT NULL AS verified FROM identities i
      WHERE i.kind = $2::identity_kind AND i.value = $3 AND i.contact_id <> $1::uuid
     UNION ALL
     (SELECT c.id, false FROM contacts c
       WHERE ${like.join(' AND ')} AND lower(c.${address.kind}) = $3 AND c.id <> $1::uuid AND c.merged_into_id IS NULL
       ORDER BY c.id LIMIT ${most})`,
    values,
  )
  return rows.map(({ id, verified }) => ({ id, reason: reasonOf(address, verified) }))
}

function reasonOf({ kind, value, verified }: Address, otherVerified: boolean): Found['reason'] {
  if (kind === 'phone') return { kind: 'PHONE', value }
  return { kind: verified || otherVerified ? 'VERIFIED_ADDRESS' : 'TYPED_ADDRESS', value }
}

const order: Kind[] = ['VERIFIED_ADDRESS', 'TYPED_ADDRESS', 'PHONE']
const byKind = (a: Found['reason'], b: Found['reason']) => order.indexOf(a.kind) - order.indexOf(b.kind)

/** One reason an address, the surest one. */
function onlyOnce(all: Found[]): Found['reason'][] {
  const sorted = all.map((one) => one.reason).toSorted(byKind)
  return sorted.filter((reason, at) => sorted.findIndex(({ value }) => value === reason.value) === at)
}

function surest(a: { reasons: Found['reason'][] }, b: { reasons: Found['reason'][] }): number {
  const [first, second] = [a.reasons[0], b.reasons[0]]
  return first && second ? byKind(first, second) : 0
}
