import type { Customer, Standing } from '../channels/channel.ts'
import type { StoredEvent } from '../platform/events/event.ts'
import type { Needs } from './needs.ts'

/** Reads and remembers where customers stand. */
export interface Standings {
  of(customer: Customer): Promise<Standing>
  /** As `of`, but who has not written yet may be remembered for some seconds: intake looks for itself. */
  beforeWriting(customer: Customer): Promise<Standing>
  /** Something about the customer was just changed here. */
  forget(customer: Customer): void
  stop(): void
}

const nobody: Standing = { identityId: null, contactId: null, blocked: false, superseded: false }
const most = 50_000
const newcomersFor = 10_000

/** Where customers stand, read once and remembered until the event log says that it changed. */
export function createStandings({ db, tail }: Pick<Needs, 'db' | 'tail'>): Standings {
  const known = new Map<string, Standing>()
  const byContact = new Map<string, Set<string>>()
  const newcomers = new Map<string, number>()
  let changes = 0

  async function read(customer: Customer): Promise<Standing> {
    const before = changes
    const { rows } = await db.pool.query<StandingRow>({
      name: 'standing',
      text: query,
      values: [customer.kind, customer.value],
    })
    const row = rows[0]
    if (!row) return nobody
    const standing: Standing = {
      identityId: row.identity_id,
      contactId: row.contact_id,
      blocked: row.blocked,
      superseded: row.superseded,
    }
    // What changed while we read may be older than the change we were told of.
    if (before === changes) remember(keyOf(customer), row.contact_id, standing)
    return standing
  }

  function remember(key: string, contactId: string, standing: Standing) {
    if (known.size >= most) {
      known.clear()
      byContact.clear()
    }
    known.set(key, standing)
    byContact.set(contactId, (byContact.get(contactId) ?? new Set<string>()).add(key))
  }

  function forgetContact(contactId: string | null) {
    for (const key of byContact.get(contactId ?? '') ?? []) known.delete(key)
    byContact.delete(contactId ?? '')
  }

  const stop = tail.listen((events) => {
    for (const event of events) {
      if (!changesStanding(event)) continue
      changes++
      forgetContact(event.contactId)
      if (typeof event.data.from === 'string') forgetContact(event.data.from)
    }
  })
  const of = async (customer: Customer) => known.get(keyOf(customer)) ?? (await read(customer))
  return {
    of,
    async beforeWriting(customer) {
      const key = keyOf(customer)
      if ((newcomers.get(key) ?? 0) > Date.now()) return nobody
      const standing = await of(customer)
      if (newcomers.size >= most) newcomers.clear()
      if (standing.contactId === null) newcomers.set(key, Date.now() + newcomersFor)
      return standing
    },
    forget(customer) {
      changes++
      known.delete(keyOf(customer))
      newcomers.delete(keyOf(customer))
    },
    stop,
  }
}

/** Names a customer's identity in maps. */
export const keyOf = (customer: Pick<Customer, 'kind' | 'value'>): string => `${customer.kind}:${customer.value}`

/** Who attachments belong to until they go with a message. */
export const uploaderOf = (customer: Pick<Customer, 'kind' | 'value'>): string => `identity:${keyOf(customer)}`

const changesStanding = (event: StoredEvent) =>
  ['contact.blocked', 'contact.merged', 'contact.unmerged', 'contact.changed'].includes(event.type)

interface StandingRow {
  identity_id: string
  contact_id: string
  blocked: boolean
  superseded: boolean
}

// A browser whose person signed in opens nothing alone, but one that an agent put beside a person did not sign in.
const query = `
  SELECT i.id AS identity_id, i.contact_id, c.blocked_at IS NOT NULL AS blocked,
         i.kind = 'visitor' AND EXISTS (
           SELECT 1 FROM identities other WHERE other.contact_id = i.contact_id AND other.kind = 'external'
              AND NOT EXISTS (
                SELECT 1 FROM contact_merges m WHERE m.undone_at IS NULL AND m.identity_ids && ARRAY[i.id, other.id]
                   AND NOT m.identity_ids @> ARRAY[i.id, other.id])
         ) AS superseded
    FROM identities i JOIN contacts c ON c.id = i.contact_id
   WHERE i.kind = $1::identity_kind AND i.value = $2`
