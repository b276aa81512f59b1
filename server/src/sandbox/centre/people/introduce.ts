import type { Random } from '../random.ts'
import type { Story } from '../story.ts'
import type { Client } from './clients.ts'

/** The contact of a client; made when they write for the first time. */
export function contactOf(story: Story, random: Random, client: Client, at: Date): Story['contacts'][number] {
  if (client.contact) return client.contact
  const { customer, identity, brandId } = client
  const { name, email, phone, company, locale } = customer
  const id = random.id(at)
  const attributes = { ...customer.attributes, ...(customer.account && { city: customer.city }) }
  const contact = { id, name, email, phone, company, locale, attributes, lastSeenAt: at, createdAt: at }
  client.contact = contact
  client.identityId = random.id(at)
  story.contacts.push(contact)
  const verifiedAt = identity.kind === 'external' ? at : null
  story.identities.push({ id: client.identityId, contactId: id, ...identity, verifiedAt, createdAt: at })
  story.events.push({ type: 'contact.created', at, brandId, contactId: id })
  return contact
}

/** The site tells what it knows of a customer who is signed in there, after their first message. */
export function tellMore(story: Story, { customer, brandId, contact }: Client, at: Date): void {
  if (!customer.account || !contact) return
  story.events.push({ type: 'contact.changed', at, brandId, contactId: contact.id, data: { fields: ['attributes'] } })
}
