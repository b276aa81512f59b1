/**
 * The wire between the chat widget and the hub: JSON over HTTP, and one event stream (SSE, read with `fetch`).
 *
 * All paths are below `/chat/:key`, where `key` is the channel's public key. Every request but `config` and
 * `session` carries `Authorization: Bearer <token>`. Times are ISO 8601 in UTC. An error answers with its HTTP
 * status and a {@link WireError} body.
 *
 * | method and path                              | body → answer |
 * |----------------------------------------------|---------------|
 * | GET    /config?locale=xx                      | → WidgetConfig (cacheable, ETag) |
 * | POST   /session                               | SessionRequest → SessionAnswer |
 * | POST   /messages                              | SendRequest → SendAnswer |
 * | GET    /conversations                         | → ConversationSummary[] (newest first) |
 * | GET    /conversations/:id?before=seq          | → ThreadPage (50 messages, oldest first) |
 * | POST   /conversations/:id/seen                | { seq } → 204 |
 * | POST   /conversations/:id/delivered           | { seq } → 204 |
 * | POST   /conversations/:id/typing              | { typing, preview? } → 204 |
 * | POST   /conversations/:id/end                 | → ConversationSummary |
 * | POST   /conversations/:id/rating              | { score 1–5, comment? } → ConversationSummary |
 * | GET    /conversations/:id/transcript?locale=xx| → text/plain download |
 * | POST   /contact                               | ContactDetails → VisitorProfile |
 * | POST   /page                                  | PageView → 204 |
 * | PUT    /files?name=…                          | raw bytes → WireAttachment |
 * | GET    /stream?after=cursor                   | text/event-stream of StreamEvent |
 */

/** Error codes a client can act on; `message` is for people, `field` names the input that is wrong. */
export interface WireError {
  error: {
    code:
      | 'invalid_input'
      | 'unauthenticated'
      | 'identity_required'
      | 'identity_invalid'
      | 'forbidden'
      | 'origin_not_allowed'
      | 'blocked'
      | 'not_found'
      | 'conflict'
      | 'too_large'
      | 'quota_exceeded'
      | 'rate_limited'
      | 'channel_disabled'
      | 'unavailable'
    message: string
    field?: string
    /** Seconds to wait, with `rate_limited` and `unavailable`. */
    retryAfter?: number
  }
}

/** One field of the form shown before the first message. */
export interface FormField {
  /** Stable name: `name`, `email`, `phone`, `topic`, `consent`, or an attribute's key. */
  name: string
  kind: 'text' | 'email' | 'phone' | 'choice' | 'consent'
  label: string
  required: boolean
  /** For `choice`: what may be chosen. */
  options?: string[]
}

/** Everything the widget needs to draw itself; the same for every visitor of one locale. */
export interface WidgetConfig {
  key: string
  name: string
  brand: { name: string; logoUrl: string | null }
  /** The language of the texts in this answer, and all the hub has. */
  locale: string
  locales: string[]
  colour: string
  position: 'right' | 'left'
  theme: 'auto' | 'light' | 'dark'
  launcherLabel: string
  greeting: { text: string; delaySeconds: number } | null
  title: string
  subtitle: string
  /** Shown on the home page: e.g. "We usually reply within 5 minutes". Seconds; null when it is not shown. */
  replyTimeSeconds: number | null
  /** What everybody is to read before they write, such as that waits are long today. */
  announcement: string | null
  hours: { timeZone: string; days: HoursDay[]; openNow: boolean; nextOpenAt: string | null } | null
  /** Someone can answer right now (open, and at least one agent available). */
  online: boolean
  awayMessage: string
  form: { enabled: boolean; intro: string; fields: FormField[] }
  features: {
    attachments: boolean
    emoji: boolean
    rating: boolean
    transcript: boolean
    sound: boolean
    endChat: boolean
  }
  identity: { required: boolean }
  limits: { messageLength: number; attachmentBytes: number; attachmentsPerMessage: number }
}

/** One interval of opening hours: day 1 is Monday … 7 Sunday; minutes from midnight, `to` exclusive, at most 1440. */
export interface HoursDay {
  day: number
  from: number
  to: number
}

export interface PageView {
  url: string
  title: string
  referrer: string
}

/** A signed-in user as the embedding site states it: either a JWT it signed, or a user id with its HMAC. */
export type IdentityClaim =
  | { jwt: string }
  | { userId: string; userHash?: string; name?: string; email?: string; phone?: string; attributes?: Attributes }

export type Attributes = Record<string, string | number | boolean | null>

export interface SessionRequest {
  /** The token kept from an earlier visit, if any. */
  token: string | null
  identity?: IdentityClaim
  /** The site said the user logged out: forget the token's person and begin anonymously. */
  reset?: boolean
  attributes?: Attributes
  page?: PageView
  locale?: string
}

export interface VisitorProfile {
  id: string
  name: string | null
  email: string | null
  verified: boolean
}

export interface SessionAnswer {
  /** To be kept by the widget and sent as bearer token. Changes when the person changes. */
  token: string
  visitor: VisitorProfile
  /** The open conversation, if there is one. */
  conversation: ConversationSummary | null
  /** Unread messages over all conversations. */
  unread: number
  /** Where the stream goes on from. */
  cursor: string
}

export interface ConversationSummary {
  id: string
  status: 'open' | 'closed'
  topic: string | null
  createdAt: string
  closedAt: string | null
  lastMessage: { body: string; at: string; author: 'visitor' | 'agent' | 'system' } | null
  /** The agent who has it, as the visitor may see them. */
  agent: WireAgent | null
  unread: number
  /** Highest seq that an agent has been given (they had the conversation when it was there) or has opened. */
  agentDeliveredSeq: number
  /** Highest seq the agent side has seen of the visitor's messages, and that reached this visitor. */
  agentSeenSeq: number
  visitorSeenSeq: number
  rating: { score: number; comment: string | null } | null
}

export interface WireAgent {
  id: string
  name: string
  avatarUrl: string | null
}

export interface WireAttachment {
  id: string
  name: string
  contentType: string
  size: number
  /** Signed, expiring address of the file, relative to the hub. */
  url: string
  /** For images: a smaller picture, and the size of the whole one in pixels. */
  thumbnailUrl: string | null
  width: number | null
  height: number | null
}

export interface WireMessage {
  id: string
  /** The id the client gave it, on the visitor's own messages. */
  clientId: string | null
  conversationId: string
  /** Position in the conversation: 1, 2, 3 … Private notes take a place that visitors never see. */
  seq: number
  author: 'visitor' | 'agent' | 'system'
  agent: WireAgent | null
  body: string
  attachments: WireAttachment[]
  at: string
}

export interface ThreadPage {
  conversation: ConversationSummary
  messages: WireMessage[]
  /** There are older ones: ask again with `before` = the first message's seq. */
  more: boolean
}

export interface SendRequest {
  /** Made by the client, unique per message, kept over retries: the hub stores one message per clientId. */
  clientId: string
  body: string
  /** Ids from `PUT /files`. */
  attachmentIds: string[]
  /** Answers of the form, with the first message of a conversation. */
  form?: Record<string, string | boolean>
  page?: PageView
}

export interface SendAnswer {
  message: WireMessage
  conversation: ConversationSummary
  /** True when this clientId had been stored before; nothing was added. */
  duplicate: boolean
}

export interface ContactDetails {
  name?: string
  email?: string
  phone?: string
  attributes?: Attributes
}

/**
 * Events of the stream. SSE `id` is the cursor (absent on ephemeral ones), `event` is `type`, `data` the JSON.
 * On connect the hub replays everything after `after`, then goes on live; it sends a comment line every 20 s.
 */
export type StreamEvent =
  | { type: 'message'; message: WireMessage; conversation: ConversationSummary }
  | { type: 'conversation'; conversation: ConversationSummary }
  | { type: 'typing'; conversationId: string; agent: WireAgent; typing: boolean }
  | { type: 'online'; online: boolean }
  | { type: 'announcement'; text: string | null }
  /** The token is no longer good (blocked, identity changed elsewhere): ask for a session again. */
  | { type: 'expired' }
