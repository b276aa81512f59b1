import type { Prisma } from '@switchboard/prisma'
import type { Customer, CustomerDetails } from '../channels/channel.ts'
import { append } from '../platform/events/append.ts'
import { transact } from '../platform/transaction.ts'
import type { Needs } from './needs.ts'
import { keyOf, type Standings } from './standing.ts'

/** Keeps what customers, or their sites, say of them. */
export interface Details {
  /**
   * Fills what is empty; what a site vouches for replaces what was there. While there is no contact it is only remembered
   * here, so that who never writes is never stored.
   */
  save(customer: Customer, details: CustomerDetails, vouched: boolean): Promise<void>
  /** What was said before there was a contact. */
  before(customer: Customer): CustomerDetails
}

const plain = ['name', 'email', 'phone', 'locale'] as const
const mostAttributes = 50
const mostRemembered = 10_000

export function createDetails(needs: Pick<Needs, 'db' | 'wake'>, standings: Standings): Details {
  const remembered = new Map<string, CustomerDetails>()

  function remember(customer: Customer, details: CustomerDetails) {
    if (remembered.size >= mostRemembered) remembered.clear()
    remembered.set(keyOf(customer), joined(remembered.get(keyOf(customer)) ?? {}, details))
  }

  return {
    before: (customer) => remembered.get(keyOf(customer)) ?? {},
    async save(customer, details, vouched) {
      if (!saysAnything(details)) return
      const { contactId } = await standings.of(customer)
      if (contactId === null) return remember(customer, details)
      remembered.delete(keyOf(customer))
      await transact(needs, async (tx) => {
        await tx.$queryRaw`SELECT 1 FROM contacts WHERE id = ${contactId}::uuid FOR UPDATE`
        const row = await tx.contact.findUniqueOrThrow({ where: { id: contactId } })
        const change = difference({ ...row, attributes: asObject(row.attributes) }, details, vouched)
        const fields = Object.keys(change)
        if (fields.length === 0) return
        await tx.contact.update({ where: { id: contactId }, data: change })
        await append(tx, { type: 'contact.changed', brandId: customer.brandId, contactId, data: { fields } })
      })
    },
  }
}

/** Both statements; the later one wins where it says something. */
export function joined(first: CustomerDetails, later: CustomerDetails): CustomerDetails {
  const said = Object.fromEntries(plain.flatMap((field) => (later[field] ? [[field, later[field]]] : [])))
  const attributes = { ...first.attributes }
  for (const [name, value] of Object.entries(later.attributes ?? {})) {
    // Asked again and again, this must not grow without end.
    if (name in attributes || Object.keys(attributes).length < mostAttributes) attributes[name] = value
  }
  return { ...first, ...said, attributes }
}

interface Known {
  name: string | null
  email: string | null
  phone: string | null
  locale: string | null
  attributes: Record<string, unknown>
}

/** What of `details` is news to us. Attributes are set one by one; null removes one. */
export function difference(known: Known, details: CustomerDetails, vouched: boolean) {
  const change: Partial<Record<(typeof plain)[number], string>> & { attributes?: Prisma.InputJsonObject } = {}
  for (const field of plain) {
    const said = details[field]?.trim()
    if (said && said !== known[field] && (vouched || !known[field])) change[field] = said
  }
  const attributes = { ...known.attributes }
  for (const [name, value] of Object.entries(details.attributes ?? {})) {
    if (value === null) delete attributes[name]
    else if (name in attributes || Object.keys(attributes).length < mostAttributes) attributes[name] = value
  }
  if (JSON.stringify(attributes) !== JSON.stringify(known.attributes)) {
    change.attributes = attributes as Prisma.InputJsonObject
  }
  return change
}

const saysAnything = (details: CustomerDetails) =>
  plain.some((field) => details[field]) || Object.keys(details.attributes ?? {}).length > 0

const asObject = (json: Prisma.JsonValue): Record<string, unknown> =>
  typeof json === 'object' && json !== null && !Array.isArray(json) ? json : {}
