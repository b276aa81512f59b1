import type {
  Agent,
  Attachment,
  Brand,
  Channel,
  Contact,
  Conversation,
  Identity,
  Invitation,
  Label,
  Message,
  Team,
} from '@switchboard/prisma'
import type { StoredEvent } from '../platform/events/event.ts'

/** What resolvers of each type are given: rows as Prisma reads them. */
export type AgentRow = Agent
export type TeamRow = Team
export type InvitationRow = Invitation
export type BrandRow = Brand
export type LabelRow = Label
export type ContactRow = Contact
export type IdentityRow = Identity
export type ConversationRow = Conversation
export type MessageRow = Message
export type AttachmentRow = Attachment
export type ChannelRow = Channel
export type TimelineEntryRow = StoredEvent
export type ViewerRow = Agent
