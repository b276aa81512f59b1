import type { Prisma } from '@switchboard/prisma'
import type { NewEvent } from '../../platform/events/event.ts'

/** A picture that a customer sent, by the name scripts give it. */
export interface Sent {
  attachment: Prisma.AttachmentCreateManyInput
  picture: string
}

/** Everything that has happened in the centre, as rows. */
export interface Story {
  contacts: (Prisma.ContactCreateManyInput & { id: string; lastSeenAt: Date })[]
  identities: Prisma.IdentityCreateManyInput[]
  conversations: Row[]
  messages: (Prisma.MessageCreateManyInput & { createdAt: Date })[]
  sent: Sent[]
  conversationLabels: Prisma.ConversationLabelCreateManyInput[]
  events: (NewEvent & { at: Date })[]
}

/** A conversation while it goes on: complete, but for the number that the database gives. */
export type Row = Omit<Required<Prisma.ConversationCreateManyInput>, 'number'> & {
  lastSeq: number
  agentSeenSeq: number
  contactDeliveredSeq: number
  contactSeenSeq: number
  unreadCount: number
  snoozedUntil: Date | null
  waitingSince: Date | null
  lastMessageAt: Date
  createdAt: Date
  closedAt: Date | null
}

export const emptyStory = (): Story => ({
  contacts: [],
  identities: [],
  conversations: [],
  messages: [],
  sent: [],
  conversationLabels: [],
  events: [],
})
