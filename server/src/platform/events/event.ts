/** One fact of the event log, as read back. */
export interface StoredEvent {
  /** The position in the log; also the cursor of clients. */
  id: bigint
  type: string
  at: Date
  brandId: string | null
  conversationId: string | null
  contactId: string | null
  agentId: string | null
  data: Record<string, unknown>
}

/** One fact to be appended. Its data holds ids and small values, never what people wrote. */
export interface NewEvent {
  type: string
  at?: Date
  brandId?: string | null
  conversationId?: string | null
  contactId?: string | null
  agentId?: string | null
  data?: Record<string, unknown>
}

/** A row of the events table as the pool returns it. */
export interface EventRow {
  id: string
  type: string
  at: Date
  brand_id: string | null
  conversation_id: string | null
  contact_id: string | null
  agent_id: string | null
  data: Record<string, unknown>
}

export const eventColumns = 'id, type, at, brand_id, conversation_id, contact_id, agent_id, data'

export const toEvent = (row: EventRow): StoredEvent => ({
  id: BigInt(row.id),
  type: row.type,
  at: row.at,
  brandId: row.brand_id,
  conversationId: row.conversation_id,
  contactId: row.contact_id,
  agentId: row.agent_id,
  data: row.data,
})
