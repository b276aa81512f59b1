import type { IncomingMessage, ServerResponse } from 'node:http'

/** What sets one kind of channel apart; domain code asks these, never the kind. */
export interface Capabilities {
  /** The customer's device fetches messages itself; nothing has to be handed to a provider. */
  pull: boolean
  attachments: boolean
  typing: boolean
  /** How far a message got is known. */
  receipts: boolean
  /** Days after closing within which an answer reopens the conversation; 0 opens a new one. */
  reopenDays: number
  /** Longest message in characters. */
  maxLength: number
  /** The kind of address that messages go to; null where they go to a device that fetches them. */
  addresses: 'email' | 'phone' | null
  /** A message has a subject and may have several recipients, formatted text and quoted history. */
  letters: boolean
}

/** One kind of channel: everything the hub knows of it. Adapters live in a folder each and import nothing else. */
export interface Channel {
  kind: 'chat' | 'sms' | 'email' | 'voice'
  capabilities: Capabilities
  /**
   * Its own way in from the outside world, if it has one; asked before anything else looks at the request. False: the
   * request is not the channel's. Once true, the channel answers it, errors included.
   */
  handle?(req: IncomingMessage, res: ServerResponse): boolean
  /** Ends what the adapter started; resolves when its connections are closed. */
  stop?(): Promise<void>
}

/** Counts one use for `key`. @throws RateLimitedError when there were too many. */
export type Limiter = (key: string) => Promise<void>

/** Makes a limiter: at most `points` uses within `seconds` for each key. */
export type CreateLimiter = (name: string, points: number, seconds: number) => Limiter

/** When somebody is there for the customers of a channel. */
export interface ChannelHours {
  timeZone: string
  /** Opening intervals; day 1 is Monday, minutes from midnight. Empty: always open. */
  hours: { day: number; from: number; to: number }[]
  /** Days of other hours; without any they are closed. */
  holidays: { date: string; name: string; from: number | null; to: number | null }[]
}

/** A configured channel as adapters see it. The same object is handed out until something about it changes. */
export interface ConfiguredChannel {
  id: string
  name: string
  enabled: boolean
  publicKey: string
  brand: {
    id: string
    name: string
    colour: string
    locale: string
    timeZone: string
  }
  /** As stored; the adapter of the kind checks it. */
  settings: unknown
  /** The secrets its customers' site signs with, and until when each is good (null: until it is replaced). */
  identitySecrets: { secret: string; until: Date | null }[]
}

/** A channel whose customers are told when somebody is there. */
export interface AttendedChannel extends ConfiguredChannel {
  hours: ChannelHours
  /** What everybody reads before they write; null: nothing. */
  announcement: string | null
}

/** A person on a channel, proved by the adapter. */
export interface Customer {
  channelId: string
  brandId: string
  /** `external`: a user of the site, vouched for by it; `visitor`: a browser. */
  kind: 'visitor' | 'external'
  /** The normalised value of the identity. */
  value: string
}

/** What the hub knows of a customer's identity. */
export interface Standing {
  identityId: string | null
  /** Null until they have written for the first time. */
  contactId: string | null
  blocked: boolean
  /** The browser's conversations now belong to a person who signed in: the browser alone opens them no longer. */
  superseded: boolean
}

/** What people say of themselves, or their site of them. */
export interface CustomerDetails {
  name?: string | null
  email?: string | null
  phone?: string | null
  locale?: string | null
  attributes?: Record<string, string | number | boolean | null>
}

export interface CustomerProfile {
  /** Stable for the same person on every device; opens nothing. */
  id: string
  name: string | null
  email: string | null
  verified: boolean
}

export interface CustomerAgent {
  id: string
  name: string
  avatarUrl: string | null
}

export interface CustomerAttachment {
  id: string
  name: string
  contentType: string
  size: number
  url: string
  thumbnailUrl: string | null
  width: number | null
  height: number | null
}

export interface CustomerMessage {
  id: string
  clientId: string | null
  conversationId: string
  seq: number
  author: 'visitor' | 'agent' | 'system'
  agent: CustomerAgent | null
  body: string
  attachments: CustomerAttachment[]
  at: string
}

/** A conversation as its customer may see it: no notes, no labels, nothing of the centre's own. */
export interface CustomerConversation {
  id: string
  status: 'open' | 'closed'
  topic: string | null
  createdAt: string
  closedAt: string | null
  lastMessage: { body: string; at: string; author: 'visitor' | 'agent' | 'system' } | null
  agent: CustomerAgent | null
  unread: number
  agentSeenSeq: number
  /** Up to here an agent was given the messages or opened them; never goes back. */
  agentDeliveredSeq: number
  visitorSeenSeq: number
  rating: { score: number; comment: string | null } | null
}

export interface CustomerThread {
  conversation: CustomerConversation
  messages: CustomerMessage[]
  more: boolean
}

export interface CustomerPage {
  url: string
  title: string
  referrer: string
  /** Browser and system, in words. */
  client: string
}

/** What a customer's device is told. */
export type CustomerEvent =
  | { type: 'message'; message: CustomerMessage; conversation: CustomerConversation }
  | { type: 'conversation'; conversation: CustomerConversation }
  | { type: 'typing'; conversationId: string; agent: CustomerAgent; typing: boolean }
  | { type: 'online'; online: boolean }
  | { type: 'announcement'; text: string | null }
  | { type: 'expired' }

/**
 * Events that belong to one position of the log, or to none (`cursor` null: passing, not replayed). The same object
 * goes to every device of a customer, so that it is encoded once.
 */
export interface CustomerNews {
  cursor: string | null
  events: CustomerEvent[]
}

/** A message as the adapter has checked it. */
export interface CustomerWrites {
  /** One message is stored per customer and client id. */
  clientId: string
  body: string
  attachmentIds: string[]
  form?: Record<string, string | boolean>
  topic?: string | null
  details?: CustomerDetails
  reopenDays: number
}

export interface Written {
  message: CustomerMessage
  conversation: CustomerConversation
  duplicate: boolean
}

/** What a channel whose customers' devices talk to the hub may ask of it. Every call acts for one proved customer. */
export interface CustomerDesk {
  /** The channel with this public key; null when there is none of the kind. Remembered until it changes. */
  channel(kind: Channel['kind'], publicKey: string): Promise<AttendedChannel | null>
  /** Called when a channel or brand changed. Returns the way to stop. */
  onChannelChange(listener: () => void): () => void

  standing(customer: Customer): Promise<Standing>
  /** What to greet them with. `details` stand in for what is not stored yet. */
  home(
    customer: Customer,
    details: CustomerDetails,
  ): Promise<{
    profile: CustomerProfile
    conversation: CustomerConversation | null
    unread: number
    cursor: string
  }>
  profile(customer: Customer): Promise<CustomerProfile>
  /** A browser's person signed in: what they wrote before becomes theirs, unless it was already somebody's. */
  signIn(browser: Customer, person: Customer, details: CustomerDetails): Promise<void>
  /** Fills what is empty in the profile (all of it when the site vouches for it); nothing while there is no contact. */
  saveDetails(customer: Customer, details: CustomerDetails, vouched: boolean): Promise<void>

  /** @throws ForbiddenError `blocked`; InvalidInputError when an attachment is not theirs. */
  write(customer: Customer, message: CustomerWrites): Promise<Written>
  hasOpenConversation(customer: Customer): Promise<boolean>
  /** Newest first, at most 100. */
  conversations(customer: Customer): Promise<CustomerConversation[]>
  /** 50 messages before `before` (null: the newest), oldest first. */
  thread(customer: Customer, conversationId: string, before: number | null): Promise<CustomerThread>
  /** Everything said, oldest first, at most 5000 messages. */
  wholeThread(customer: Customer, conversationId: string): Promise<CustomerThread>
  /** Moves forward only. */
  markSeen(customer: Customer, conversationId: string, seq: number): Promise<void>
  /** Moves forward only. */
  markDelivered(customer: Customer, conversationId: string, seq: number): Promise<void>
  setTyping(customer: Customer, conversationId: string, typing: boolean, preview?: string): Promise<void>
  end(customer: Customer, conversationId: string): Promise<CustomerConversation>
  /** @throws ConflictError while it is open, or an hour after it was first rated. */
  rate(customer: Customer, conversationId: string, score: number, comment: string | null): Promise<CustomerConversation>
  /**
   * Keeps a file until a message of theirs takes it. @param network where it comes from, as it is counted.
   * @throws TooLargeError, InvalidInputError; QuotaError while too much of theirs, or of their network, waits.
   */
  upload(
    customer: Customer,
    file: { name: string; network: string; content: AsyncIterable<Uint8Array> },
  ): Promise<CustomerAttachment>
  /** The longest file that is taken, in bytes. */
  uploadLimit: number
  /** Says which page they are on. */
  look(customer: Customer, page: CustomerPage): void

  /**
   * Everything that concerns the customer after `after` (null: from now on), then what happens, each once and in order.
   * While replaying, the hub waits for what `deliver` returns; `begun` resolves when live news have begun.
   */
  follow(
    customer: Customer,
    after: bigint | null,
    deliver: (news: CustomerNews) => void | Promise<void>,
  ): { stop(): void; begun: Promise<void> }
  /** The brand is open and somebody can answer. */
  online(channel: AttendedChannel): Promise<{ online: boolean; openNow: boolean; nextOpenAt: string | null }>
}
