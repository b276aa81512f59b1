import type { Random } from '../random.ts'
import type { Story } from '../story.ts'
import type { Client } from './clients.ts'

/** Makes a contact of a client who writes for the first time. */
export function introduce(story: Story, random: Random, client: Client, at: Date): void {
  const { customer, identity, brandId } = client
  const { name, email, phone, company, locale } = customer
  client.contactId = random.id(at)
  client.identityId = random.id(at)
  const attributes = { ...customer.attributes, ...(customer.account && { city: customer.city }) }
  const row = { id: client.contactId, name, email, phone, company, locale, attributes }
  story.contacts.push({ ...row, lastSeenAt: at, createdAt: at })
  const verifiedAt = identity.kind === 'external' ? at : null
  story.identities.push({ id: client.identityId, contactId: client.contactId, ...identity, verifiedAt, createdAt: at })
  story.events.push({ type: 'contact.created', at, brandId, contactId: client.contactId })
}

/** The site tells what it knows of a customer who is signed in there. */
export function tellMore(story: Story, { customer, brandId, contactId, lastConversationId }: Client, at: Date): void {
  const first = story.conversations.find((each) => each.contactId === contactId)
  if (!customer.account || first?.id !== lastConversationId) return
  story.events.push({ type: 'contact.changed', at, brandId, contactId, data: { fields: ['attributes'] } })
}
