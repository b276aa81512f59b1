import type { Customer, CustomerConversation, CustomerDesk, CustomerProfile } from '../channels/channel.ts'
import type { Needs } from './needs.ts'
import { admit } from './policy.ts'
import { keyOf, type Standings } from './standing.ts'
import { readSummaries } from './summaries.ts'

const mostConversations = 100

/** The customer's conversations on the channel, newest first. */
export async function listConversations(
  { db }: Pick<Needs, 'db'>,
  standings: Standings,
  customer: Customer,
): Promise<CustomerConversation[]> {
  const { contactId, identityId } = admit(await standings.of(customer))
  if (contactId === null) return []
  const { rows } = await db.pool.query<{ id: string }>({
    name: 'customer-conversations',
    text: `SELECT id FROM conversations WHERE contact_id = $1 AND identity_id = $2 AND channel_id = $3
            ORDER BY created_at DESC, id DESC LIMIT $4`,
    values: [contactId, identityId, customer.channelId, mostConversations],
  })
  const ids = rows.map((row) => row.id)
  const summaries = await readSummaries(db, ids)
  return ids.flatMap((id) => summaries.get(id)?.view ?? [])
}

/** Whether the customer's next message joins a conversation that is open already. */
export async function hasOpenConversation(
  { db }: Pick<Needs, 'db'>,
  standings: Standings,
  customer: Customer,
): Promise<boolean> {
  const { identityId } = admit(await standings.of(customer))
  if (identityId === null) return false
  const { rowCount } = await db.pool.query({
    name: 'customer-open',
    text: `SELECT 1 FROM conversations WHERE channel_id = $1 AND identity_id = $2 AND status <> 'closed'`,
    values: [customer.channelId, identityId],
  })
  return rowCount === 1
}

/** What a device is greeted with; the person is stamped as seen. */
export function createHome(needs: Needs, standings: Standings): CustomerDesk['home'] {
  return async (customer, details) => {
    // Before anything is read: what changes meanwhile is told again by the stream rather than missed.
    const cursor = String(needs.tail.position())
    const { contactId } = admit(await standings.of(customer))
    const conversations = await listConversations(needs, standings, customer)
    const contact = contactId === null ? null : await touch(needs, contactId)
    const profile: CustomerProfile = {
      id: profileId(needs, customer),
      name: contact?.name ?? details.name ?? null,
      email: contact?.email ?? details.email ?? null,
      verified: customer.kind === 'external',
    }
    const unread = conversations.reduce((sum, one) => sum + one.unread, 0)
    return { profile, conversation: conversations.find((one) => one.status === 'open') ?? null, unread, cursor }
  }
}

/** The name and address customers see of themselves. */
export async function profileOf(needs: Needs, standings: Standings, customer: Customer): Promise<CustomerProfile> {
  const { contactId } = admit(await standings.of(customer))
  const contact = contactId && (await needs.db.prisma.contact.findUnique({ where: { id: contactId, ...alone } }))
  const { name = null, email = null } = contact || {}
  return { id: profileId(needs, customer), name, email, verified: customer.kind === 'external' }
}

/** Once an agent joined contacts, what is known may be another's: nobody is told it as theirs. */
const alone = { mergesInto: { none: { undoneAt: null } } }

const profileId = ({ seal }: Pick<Needs, 'seal'>, customer: Customer) =>
  seal.sign('customer-profile', `${customer.brandId}:${keyOf(customer)}`).slice(0, 32)

async function touch({ db, clock }: Needs, contactId: string) {
  const { rows } = await db.pool.query<{ name: string | null; email: string | null }>({
    name: 'customer-touch',
    text: `WITH touched AS (
             UPDATE contacts SET last_seen_at = $2
              WHERE id = $1 AND (last_seen_at IS NULL OR last_seen_at < $2::timestamptz - interval '1 minute')
           ) SELECT name, email FROM contacts c WHERE c.id = $1
               AND NOT EXISTS (SELECT 1 FROM contact_merges m WHERE m.into_id = c.id AND m.undone_at IS NULL)`,
    values: [contactId, clock.now()],
  })
  return rows[0] ?? null
}
