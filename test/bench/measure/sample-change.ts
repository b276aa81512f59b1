import { body } from './bare-intake.ts'

const at = '2026-11-22T12:00:00.000Z'
const id = (n: number) => `019aab00-0000-7000-8000-${String(n).padStart(12, '0')}`

/** What a customer's message is on an agent's socket, with all that the web app's `Changes` asks: for the references. */
export const sampleChange = (cursor: number) => ({
  __typename: 'MessageAdded',
  cursor: String(cursor),
  at,
  conversation: {
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
    lastMessage: { __typename: 'MessagePreview', kind: 'INBOUND', text: body },
    contact: { __typename: 'Contact', id: id(2), displayName: 'Visitor 0001', name: null, email: null, avatarUrl: null },
    assignee: null,
    team: null,
    labels: [],
    channel: { __typename: 'Channel', id: id(3), name: 'Shop of Brand 1', kind: 'CHAT' },
    brand: { __typename: 'Brand', id: id(4), name: 'Brand 1', colour: '#0f766e' },
  },
  message: {
    __typename: 'Message',
    id: id(5),
    seq: cursor,
    kind: 'INBOUND',
    body,
    at,
    createdAt: at,
    agent: null,
    attachments: [],
    failure: null,
    status: null,
    state: null,
    delivery: null,
  },
})
