import type { Customer } from '../channels/channel.ts'
import type { Needs } from './needs.ts'
import type { Reach } from './reach.ts'

/** Notes how far a customer has read, or how far messages reached their device. */
export type Mark = (customer: Customer, conversationId: string, seq: number) => Promise<void>

/** One statement: the mark moves forward only, never past the last message, and its event stands exactly if it moved. */
const statement = (columns: string[], event: string, data: string) => `
  WITH moved AS (
    UPDATE conversations c SET ${columns.map((column) => `${column} = GREATEST(c.${column}, $2)`).join(', ')}
     WHERE c.id = $1 AND c.contact_id = $3 AND c.${columns[0]} < $2
    RETURNING c.id, c.brand_id, c.contact_id
  )
  INSERT INTO events (type, at, brand_id, conversation_id, contact_id, data)
    SELECT '${event}', $4, brand_id, id, contact_id, ${data} FROM moved`

const seen = statement(
  ['contact_seen_seq', 'contact_delivered_seq'],
  'conversation.seen',
  `jsonb_build_object('by', 'contact', 'seq', $2::int)`,
)
const delivered = statement(['contact_delivered_seq'], 'conversation.delivered', `jsonb_build_object('seq', $2::int)`)

function createMark({ db, wake, clock }: Needs, reach: Reach, name: string, text: string): Mark {
  return async (customer, conversationId, seq) => {
    const conversation = await reach(customer, conversationId)
    const upTo = Math.min(seq, conversation.lastSeq)
    const values = [conversation.view.id, upTo, conversation.contactId, clock.now()]
    const { rowCount } = await db.pool.query({ name, text, values })
    if (rowCount) wake.ring()
  }
}

export const createMarkSeen = (needs: Needs, reach: Reach): Mark => createMark(needs, reach, 'customer-seen', seen)

export const createMarkDelivered = (needs: Needs, reach: Reach): Mark =>
  createMark(needs, reach, 'customer-delivered', delivered)
