import type {
  Agent,
  Alert,
  AlertRule,
  Attachment,
  Brand,
  Channel,
  ChannelWeight,
  Contact,
  ContactMerge,
  Conversation,
  Delivery,
  DeliveryEntry,
  Group,
  Identity,
  InboundItem,
  Invitation,
  Label,
  Look,
  Message,
  MessageContent,
  Offer,
  OpeningHours,
  Presence,
  PresenceInterval,
  PresenceReason,
  Queue,
  QueueEntry,
  RoomMessage,
  RoutingRule,
  SlaClock,
  SlaPolicy,
  Team,
  Wallboard,
} from '@switchboard/prisma'
import type { ChannelHealthRow as ChannelHealth } from '../channels/health/health.ts'
import type { AgentNumbers, StateTime } from '../metrics/agent-numbers.ts'
import type { DryRun, Tried } from '../metrics/dry-run/dry-run.ts'
import type { ChannelNumbers } from '../metrics/channel-numbers.ts'
import type { QueueNow } from '../metrics/queue-now.ts'
import type { WallboardView } from '../metrics/wallboards/view.ts'
import type { QueueNumbers } from '../metrics/queue-numbers.ts'
import type { SeenRoom } from '../rooms/policy.ts'
import type { BrandRouting } from '../routing/rules/queries.ts'
import type { DeskAnswerRow as DeskAnswer, WaitingReasonRow as WaitingReason } from '../routing/explain/why-waiting.ts'
import type { BrandSla } from '../sla/policies.ts'
import type { StoredEvent } from '../platform/events/event.ts'

/** What resolvers of each type are given: rows as Prisma reads them. */
export type AgentRow = Agent
export type TeamRow = Team
export type PresenceReasonRow = PresenceReason
export type PresenceIntervalRow = PresenceInterval
/** What an agent does now: the interval that goes on, and what stands beside it. */
export type PresenceRow = Omit<PresenceInterval, 'id' | 'endedAt'> &
  Pick<Presence, 'channelsOff' | 'wrapUntil' | 'wrapConversationId'> & { online: boolean }
export type WrapUpRow = { until: Date; conversationId: string | null }
export type InvitationRow = Invitation
export type BrandRow = Brand
export type OpeningHoursRow = OpeningHours
export type GroupRow = Group
export type RoomRow = SeenRoom
export type RoomMessageRow = RoomMessage
export type LookRow = Look
export type LabelRow = Label
export type ContactRow = Contact
export type ContactMergeRow = ContactMerge
export type IdentityRow = Identity
export type ConversationRow = Conversation
export type MessageRow = Message
export type AttachmentRow = Attachment
export type MessageContentRow = MessageContent
export type DeliveryRow = Delivery
export type DeliveryEntryRow = DeliveryEntry
export type ChannelRow = Channel
export type ChannelHealthRow = ChannelHealth
export type InboundFailureRow = InboundItem
export type TimelineEntryRow = StoredEvent
export type ViewerRow = Agent
export type QueueRow = Queue
export type ChannelWeightRow = ChannelWeight
export type WallboardRow = Wallboard
export type WallboardViewRow = WallboardView
export type WallboardQueueRow = QueueNow
export type AlertRuleRow = AlertRule
export type AlertRow = Alert & { rule: AlertRule }
export type ChannelNumbersRow = ChannelNumbers
export type AgentNumbersRow = AgentNumbers
export type StateTimeRow = StateTime
export type DryRunRow = DryRun
export type DryRunQueueRow = DryRun['queues'][number]
export type TriedQueueRow = Tried
export type SlaPolicyRow = SlaPolicy
export type BrandSlaRow = BrandSla
/** A clock with the name of its policy. */
export type SlaClockRow = SlaClock & { policyName: string | null }
export type RoutingRuleRow = RoutingRule
export type BrandRoutingRow = BrandRouting
/** A team or an agent that works a queue. */
export type QueueTeamRow = { teamId: string; proficiency: number }
export type QueueAgentRow = { agentId: string; proficiency: number }
export type OfferRow = Offer
export type WaitingReasonRow = WaitingReason
export type DeskAnswerRow = DeskAnswer
export type QueueWaitRow = QueueEntry
export type QueueNumbersRow = QueueNumbers
