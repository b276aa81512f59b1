import { body } from './bare-intake.ts'

const at = '2026-11-22T12:00:00.000Z'
const id = (n: number) => `019aab00-0000-7000-8000-${String(n).padStart(12, '0')}`
const contact = {
  __typename: 'Contact',
  id: id(2),
  displayName: 'Visitor 0001',
  name: null,
  email: null,
  avatarUrl: null,
}

const conversation = {
  __typename: 'Conversation',
  id: id(1),
  number: 50_001,
  status: 'OPEN',
  priority: 'NORMAL',
  subject: null,
  createdAt: at,
  lastMessageAt: at,
  waitingSince: at,
  snoozedUntil: null,
  unreadCount: 3,
  contactDeliveredSeq: 3,
  contactSeenSeq: 3,
  contact,
  assignee: null,
  team: null,
  labels: [],
  channel: { __typename: 'Channel', id: id(3), name: 'Shop of Brand 1', kind: 'CHAT' },
  brand: { __typename: 'Brand', id: id(4), name: 'Brand 1', colour: '#0f766e' },
}

const message = {
  __typename: 'Message',
  id: id(5),
  clientId: id(6),
  conversationId: id(1),
  kind: 'INBOUND',
  at,
  delivery: null,
  failure: null,
  threadReason: 'open conversation',
  agent: null,
  attachments: [],
}

/** What a customer's message is on an agent's socket, with all that the web app's `Changes` asks: for the references. */
export const sampleChange = (cursor: number, text = body) => ({
  __typename: 'MessageAdded',
  cursor: String(cursor),
  at,
  conversation: { ...conversation, lastMessage: { __typename: 'MessagePreview', kind: 'INBOUND', text } },
  message: { ...message, seq: cursor, body: text },
})

/** The frame it comes in. */
export const sampleFrame = (cursor: number, text?: string): string =>
  JSON.stringify({ id: '1', type: 'next', payload: { data: { changes: sampleChange(cursor, text) } } })
