import type { ContactRow } from '../graphql/rows.ts'

type Plain = string | null
/** What a field had before and after it was filled in. */
interface Change<Value> {
  before: Value
  after: Value
}

/** What joining two contacts filled in: fields that can be named, moments as texts, attributes by name. */
export interface Filled {
  fields: Partial<Record<Field, Change<Plain>>>
  attributes: Record<string, unknown>
}

const texts = ['name', 'email', 'phone', 'company', 'locale', 'avatarUrl'] as const
const moments = ['blockedAt', 'lastSeenAt'] as const
type Field = (typeof texts)[number] | (typeof moments)[number]
type Known = Pick<ContactRow, Field | 'attributes'>

/**
 * What the contact that stays learns from the other: what it did not know. A block stays a block, and who was seen last
 * was seen last.
 */
export function fillFrom(into: Known, from: Known): Filled {
  const fields: Filled['fields'] = {}
  for (const field of texts) if (!into[field] && from[field]) fields[field] = { before: null, after: from[field] }
  if (!into.blockedAt && from.blockedAt) fields.blockedAt = { before: null, after: plain(from.blockedAt) }
  if (from.lastSeenAt && (into.lastSeenAt ?? 0) < from.lastSeenAt) {
    fields.lastSeenAt = { before: plain(into.lastSeenAt), after: plain(from.lastSeenAt) }
  }
  const known = attributesOf(into)
  const attributes = Object.entries(attributesOf(from)).filter(([name]) => !(name in known))
  return { fields, attributes: Object.fromEntries(attributes) }
}

/** The columns to write when two contacts are joined. */
export function filledIn(into: Known, { fields, attributes }: Filled) {
  const data = Object.fromEntries(Object.entries(fields).map(([field, change]) => [field, change.after]))
  return { ...data, attributes: { ...attributesOf(into), ...attributes } as Record<string, string> }
}

/** The columns to write when that is undone: as before, except what was changed since. */
export function takenBack(now: Known, { fields, attributes }: Filled) {
  const same = Object.entries(fields).filter(([field, { after }]) => plain(now[field as Field]) === after)
  const left = Object.entries(attributesOf(now)).filter(
    ([name, value]) => !(name in attributes) || attributes[name] !== value,
  )
  const data = Object.fromEntries(same.map(([field, { before }]) => [field, before]))
  return { ...data, attributes: Object.fromEntries(left) as Record<string, string> }
}

const plain = (value: Date | string | null): Plain => (value instanceof Date ? value.toISOString() : value)
const attributesOf = (row: Pick<Known, 'attributes'>) => ({ ...(row.attributes as Record<string, unknown>) })
