import type { Channel, ConfiguredChannel } from './channel.ts'

/** A configured channel with what its provider needs to know us by. */
export interface CarriedConfig extends ConfiguredChannel {
  /** Secrets by name, opened: passwords, tokens. */
  secrets: Record<string, string>
}

/** What came in, exactly as it came: a form of a webhook, or a mail. */
export interface RawItem {
  id: string
  /** The provider's own id for it. */
  externalId: string
  receivedAt: Date
  /** The parameters of a webhook, or what an adapter says of a mail that could not be kept; null for a mail. */
  payload: Record<string, unknown> | null
  /** Bytes of the raw file; 0 when there is none. */
  size: number
  /** The raw file from its beginning; each call reads it anew. */
  open(): Promise<AsyncIterable<Uint8Array>>
}

/** A file of a message while it is understood: streamed into the store, recognised by its bytes. */
export interface IncomingFile {
  name: string
  /** The id that the HTML shows it by (`cid:`), without brackets. */
  contentId: string | null
  /** Shown within the text, not beside it. */
  inline: boolean
  content: AsyncIterable<Uint8Array>
}

/**
 * Keeps a file for the message being understood; its id. Over the limits it is left out: null.
 * @throws InfectedError when it carries a virus.
 */
export type KeepFile = (file: IncomingFile) => Promise<string | null>

export interface Mailbox {
  /** Normalised: lower case, no brackets. */
  address: string
  name: string | null
}

/** More than plain text: what a mail has and a chat has not. */
export interface RichContent {
  subject: string | null
  /** Sanitised; remote pictures stand in `data-remote`, own ones as `cid:`. Null for plain text. */
  html: string | null
  /** What stood below or around the new words: quoted history and signature; null when there is none. */
  quoted: string | null
  from: Mailbox
  replyTo: Mailbox | null
  to: Mailbox[]
  cc: Mailbox[]
  bcc: Mailbox[]
  /** Why it needs no answer: it was sent by a machine. Null for people's. */
  automatic: string | null
}

/** Says which conversation something belongs to, the strongest first. */
export interface ThreadEvidence {
  /** `token`: signed by the hub; `reference`: the id of a message that the sender's program answers. */
  kind: 'token' | 'reference'
  value: string
}

/** A message from outside, as its adapter understands it. */
export interface IncomingMessage {
  identity: { kind: 'email' | 'phone'; value: string; verified: boolean }
  name: string | null
  /** The new words only, as plain text. */
  body: string
  content: RichContent | null
  /** The id by which later messages refer to this one: a mail's Message-ID. */
  reference: string | null
  evidence: ThreadEvidence[]
  /** Ids that `keepFile` gave. */
  fileIds: string[]
  /** What had to be left out, in words for the agent. */
  warnings: string[]
  /** What its sender is to be told at once, in their words; said once a day for each kind. Left out: nothing. */
  tellSender?: { kind: string; body: string }
  sentAt: Date | null
}

/** How far an outgoing message got, as its provider says; ranks only rise (delivery/rank.ts). */
export type CarriedState = 'sending' | 'sent' | 'delivered' | 'seen' | 'failed' | 'delayed'

/** News of a message that went out. */
export interface Receipt {
  /** How the provider names the message: what `send` answered with, or the id the mail carries. */
  providerId: string
  state: CarriedState
  /** Why, in words for the agent; null when all is well. */
  reason: string | null
  /** The provider's own code, such as `5.1.1` or `30003`. */
  code: string | null
  /** The address will not work again: flag it. */
  badAddress: string | null
}

/** An address allows or forbids messages to it. */
export interface Consent {
  identity: { kind: 'email' | 'phone'; value: string }
  state: 'opted_in' | 'opted_out'
  /** In words: `STOP received`. */
  reason: string
}

/** What an item turned out to be; several at once are possible: a text STOP is a message and takes consent back. */
export interface Understood {
  message?: IncomingMessage
  receipts?: Receipt[]
  consents?: Consent[]
  /** Set when nothing of it is for people: why it was put aside. */
  ignored?: string
}

/** A file that goes out. */
export interface OutgoingFile {
  id: string
  name: string
  contentType: string
  size: number
  contentId: string | null
  inline: boolean
  open(): Promise<AsyncIterable<Uint8Array>>
  /** A signed address that the provider can fetch it from. */
  url: string
}

/** One message to be carried. Everything that identifies it is fixed before the first try. */
export interface Outgoing {
  deliveryId: string
  messageId: string
  conversationId: string
  /** How many times it was handed over before. */
  attempts: number
  to: Mailbox[]
  cc: Mailbox[]
  bcc: Mailbox[]
  subject: string | null
  body: string
  html: string | null
  files: OutgoingFile[]
  /** The id it is known by everywhere: a mail's Message-ID, with brackets. */
  reference: string
  /** Ids of the messages before it, the oldest first. */
  references: string[]
  /** Signed; whoever returns it belongs to this conversation. */
  token: string
  /** Whoever gets it is no part of the conversation: it must not ask for answers into it. */
  aside: boolean
  /** Where the provider reports to, where that is not what its adapter takes for it. */
  callbackUrl: string | null
  /** Sent by the hub itself, to which nobody's machine should answer. */
  automatic: boolean
  /** Where whoever gets it can have no more of the kind; null for what is written to one person. */
  unsubscribeUrl: string | null
  /** Called once when the outcome can no longer be called off, before the first byte of content leaves. */
  committing(): Promise<void>
}

/** The provider has it. */
export interface Handed {
  providerId: string
  state: CarriedState
}

/** One step of trying out settings, in words. */
export interface Check {
  /** `dns`, `tls`, `login`, `folder`, `smtp` … */
  step: string
  ok: boolean
  /** What was found, or exactly what failed and what to do about it. */
  detail: string
}

/** What a channel that a provider carries does. Domain code knows no more of it. */
export interface CarriedChannel extends Channel {
  /** Says what an item is; the same each time it is asked. @throws Error when it cannot be understood: it is kept and shown. */
  understand(channel: CarriedConfig, item: RawItem, keepFile: KeepFile): Promise<Understood>
  /**
   * Hands a message over. @throws ChannelRejectedError for good, ChannelUnavailableError to try later,
   * ChannelUncertainError when it may or may not have it.
   */
  send(channel: CarriedConfig, outgoing: Outgoing): Promise<Handed>
  /** After an unknown outcome: whether the provider has it. `absent`: surely not; `unknown`: it cannot be told. */
  reconcile(channel: CarriedConfig, outgoing: Outgoing): Promise<Handed | 'absent' | 'unknown'>
  /**
   * How far a message got, where the provider can be asked: for news that never came.
   * @throws ChannelRejectedError when it knows no such message, ChannelUnavailableError.
   */
  statusOf?(channel: CarriedConfig, providerId: string): Promise<Receipt>
  /** Follows one channel until `signal` ends it: fetches mail, sweeps for what was missed. One process at a time does. */
  follow?(channel: CarriedConfig, desk: CarrierDesk, signal: AbortSignal): Promise<void>
  /** Tries the settings out, step by step; stops at the first that fails. */
  check(channel: CarriedConfig): Promise<Check[]>
}

/** What the hub offers to adapters of carried channels. */
export interface CarrierDesk {
  /** The channel with this public key; null when there is none of the kind, or it is switched off. */
  channel(kind: Channel['kind'], publicKey: string): Promise<CarriedConfig | null>
  /**
   * Stores what came in as it came; resolves after the commit. `known`: it had come before. `size`: the bytes of `raw`,
   * where they are known beforehand.
   * @throws TooLargeError when `raw` is over the limit: nothing is kept.
   */
  keep(
    channel: CarriedConfig,
    item: { externalId: string; payload?: Record<string, unknown>; raw?: AsyncIterable<Uint8Array>; size?: number },
  ): Promise<'kept' | 'known'>
  /** Where following stopped, as the adapter left it; null at first. */
  position(channel: CarriedConfig): Promise<unknown>
  savePosition(channel: CarriedConfig, position: unknown): Promise<void>
  /** Shown on the channel's health page; `error` in words, null when it is connected. */
  report(channel: CarriedConfig, health: { connected: boolean; error: string | null }): Promise<void>
}
