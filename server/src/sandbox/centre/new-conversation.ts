import type { Client } from './people/clients.ts'
import type { Random } from './random.ts'
import type { Row } from './story.ts'

/** A conversation of a client in which nothing has been said yet. */
export const newConversation = (random: Random, client: Client, contactId: string, topic: string, at: Date): Row => ({
  ...unsaid(random, client, at),
  ...askedFor(random, client, topic),
  contactId,
})

/** What the form before the chat was answered with; many leave it empty. */
function askedFor(random: Random, { customer }: Client, topic: string) {
  if (!random.chance(0.7)) return { topic: null, formAnswers: {} }
  const { name, email, account } = customer
  // Whom the site signed in is not asked who they are.
  return { topic, formAnswers: { ...(!account && name && { name }), ...(!account && email && { email }), topic } }
}

const unsaid = (random: Random, client: Client, at: Date): Omit<Row, 'contactId' | 'topic' | 'formAnswers'> => ({
  id: random.id(at),
  brandId: client.brandId,
  channelId: client.channelId,
  identityId: client.identityId,
  previousId: client.lastConversationId,
  subject: null,
  disposition: null,
  status: 'open',
  priority: 'normal',
  assigneeId: null,
  teamId: null,
  queueId: null,
  units: 0,
  snoozedUntil: null,
  lastSeq: 0,
  lastMessageAt: at,
  lastMessageText: '',
  lastMessageKind: 'inbound',
  waitingSince: null,
  dueAt: null,
  firstReplyAt: null,
  unreadCount: 0,
  agentSeenSeq: 0,
  contactDeliveredSeq: 0,
  contactSeenSeq: 0,
  rating: null,
  ratingComment: null,
  ratedAt: null,
  createdAt: at,
  closedAt: null,
})
