import type { Router } from 'express'

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
}

/** One kind of channel: everything the hub knows of it. Adapters live in a folder each and import nothing else. */
export interface Channel {
  kind: 'chat' | 'sms' | 'email' | 'voice'
  capabilities: Capabilities
  /** Its own way in from the outside world, if it has one: path below the site, and what answers there. */
  routes?: { path: string; router: Router }
  /** Ends what the adapter started; resolves when its connections are closed. */
  stop?(): Promise<void>
}
