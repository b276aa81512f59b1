import type { Customer, CustomerDesk } from '../channels/channel.ts'
import { newId } from '../platform/ids.ts'
import type { Tx } from '../platform/database.ts'
import { append } from '../platform/events/append.ts'
import type { NewEvent } from '../platform/events/event.ts'
import { transact } from '../platform/transaction.ts'
import { gather } from './gather.ts'
import type { Needs } from './needs.ts'
import { type Standings, uploaderOf } from './standing.ts'

interface Found {
  id: string
  contact_id: string
}

/**
 * A browser's person signed in. What they wrote anonymously becomes theirs, because the same browser holds both the
 * browser's signed token and the site's signature for the person. A contact that is already some verified person's is
 * never joined, unless an agent joined the browser's contact with the person's own. From then on the browser's own token opens nothing (see `superseded`).
 */
export function createSignIn(needs: Needs, standings: Standings): CustomerDesk['signIn'] {
  return async (browser, person) => {
    if (browser.kind !== 'visitor' || person.kind !== 'external') return
    const before = await standings.of(browser)
    if (before.contactId === null || before.superseded || before.blocked) return
    await transact(needs, async (tx) => {
      const visitor = await lockIdentity(tx, browser)
      if (!visitor || (await isSomebodyElses(tx, visitor.contact_id, person))) return
      const events = await join(needs, tx, visitor, browser, person)
      const uploader = uploaderOf(browser)
      await tx.attachment.updateMany({ where: { messageId: null, uploader }, data: { uploader: uploaderOf(person) } })
      await append(tx, ...events)
    })
    standings.forget(browser)
    standings.forget(person)
  }
}

async function join(needs: Needs, tx: Tx, visitor: Found, browser: Customer, person: Customer): Promise<NewEvent[]> {
  const from = visitor.contact_id
  const identity = await makeIdentity(tx, { visitor, person, at: needs.clock.now() })
  const target = identity.contact_id
  if (target !== from) await mergeContact(tx, from, target)
  const work = { from, to: target, visitorId: visitor.id, identityId: identity.id }
  const closed = await gather(tx, needs.clock.now(), work)
  // A message that was on its way in while we joined still came under the browser's own identity.
  const at = new Date(needs.clock.now().getTime() + 5000)
  await needs.jobs.enqueue(tx, 'contacts.gather', work, { at })
  if (target === from) {
    const fields = ['identities']
    return [...closed, { type: 'contact.changed', brandId: browser.brandId, contactId: from, data: { fields } }]
  }
  return [...closed, { type: 'contact.merged', brandId: browser.brandId, contactId: target, data: { from } }]
}

async function lockIdentity(tx: Tx, { kind, value }: Customer): Promise<Found | undefined> {
  const [row] = await tx.$queryRaw<Found[]>`
    SELECT id, contact_id FROM identities WHERE kind = ${kind}::identity_kind AND value = ${value} FOR UPDATE`
  return row
}

async function isSomebodyElses(tx: Tx, contactId: string, { kind, value }: Customer): Promise<boolean> {
  const people = await tx.identity.findMany({ where: { contactId, kind: 'external' } })
  return people.length > 0 && !people.some((one) => one.kind === kind && one.value === value)
}

/** The person's identity: the one there is, else a new one beside the browser's, which goes wherever that goes. */
async function makeIdentity(tx: Tx, { visitor, person, at }: { visitor: Found; person: Customer; at: Date }) {
  const id = newId()
  const made = await tx.$executeRaw`
    INSERT INTO identities (id, contact_id, kind, value, verified_at, created_at)
      VALUES (${id}::uuid, ${visitor.contact_id}::uuid, 'external', ${person.value}, ${at}, ${at})
      ON CONFLICT (kind, value) DO NOTHING`
  if (made > 0) {
    await tx.$executeRaw`
      UPDATE contact_merges SET identity_ids = identity_ids || ${id}::uuid
       WHERE undone_at IS NULL AND identity_ids @> ARRAY[${visitor.id}::uuid]`
  }
  const found = await lockIdentity(tx, person)
  if (!found) throw new Error('the identity was just made')
  return found
}

/** Fills what is empty in the one that stays, and points the other at it. */
async function mergeContact(tx: Tx, from: string, to: string): Promise<void> {
  // Conversations before contacts, as intake has them: else both would wait for each other.
  await tx.$queryRaw`
    SELECT 1 FROM conversations WHERE contact_id IN (${from}::uuid, ${to}::uuid) ORDER BY id FOR UPDATE`
  await tx.$queryRaw`SELECT 1 FROM contacts WHERE id IN (${from}::uuid, ${to}::uuid) ORDER BY id FOR NO KEY UPDATE`
  await tx.$executeRaw`
    UPDATE contacts t SET name = coalesce(t.name, f.name), email = coalesce(t.email, f.email),
           phone = coalesce(t.phone, f.phone), company = coalesce(t.company, f.company),
           locale = coalesce(t.locale, f.locale), attributes = f.attributes || t.attributes
      FROM contacts f WHERE t.id = ${to}::uuid AND f.id = ${from}::uuid`
  await tx.identity.updateMany({ where: { contactId: from }, data: { contactId: to } })
  await tx.contact.update({ where: { id: from }, data: { mergedIntoId: to } })
}
