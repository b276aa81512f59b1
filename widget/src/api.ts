import type { Attributes, IdentityClaim } from './protocol.ts'

/** What `init` takes. Only `channel` is needed; the rest overrides what the channel's settings say. */
export interface InitOptions {
  /** The channel's public key. */
  channel: string
  /** Address of the hub; by default where `widget.js` was loaded from. */
  hub?: string
  /** The user who is signed in on the site, as `identify` takes it. */
  identity?: IdentityClaim
  attributes?: Attributes
  /** A BCP 47 tag; by default the page's `lang`, then the browser's language. */
  locale?: string
  theme?: 'auto' | 'light' | 'dark'
  position?: 'left' | 'right'
  /** False paints no launcher: the site opens the chat with a button of its own. */
  launcher?: boolean
}

/** What `on` can listen to, with what the listener is given. */
export interface WidgetEvents {
  /** The launcher is painted. */
  ready: { channel: string }
  open: undefined
  close: undefined
  /** The number on the launcher changed. */
  unread: { count: number }
  /** A message of the visitor was accepted by the hub, or one of an agent arrived. */
  message: { conversationId: string; author: 'visitor' | 'agent' | 'system'; body: string }
  conversation: { id: string; status: 'open' | 'closed' }
  rating: { conversationId: string; score: number }
  /** A request the site made was refused, e.g. a claim of identity that does not verify. */
  error: { code: string; message: string }
}

export type Listener<Name extends keyof WidgetEvents> = (detail: WidgetEvents[Name]) => void

export interface WidgetMethods {
  /** Puts the widget on the page. A second call with the same channel changes nothing; after `shutdown` none is needed. */
  init(options?: InitOptions): void
  open(): void
  close(): void
  toggle(): void
  /** Says who is signed in. Someone else than before never sees what was there before. */
  identify(identity: IdentityClaim): void
  /** Call on log-out: forgets the person, the thread, the draft and what waits to be sent. */
  reset(): void
  setLocale(locale: string): void
  setAttributes(attributes: Attributes): void
  on<Name extends keyof WidgetEvents>(name: Name, listener: Listener<Name>): void
  off<Name extends keyof WidgetEvents>(name: Name, listener: Listener<Name>): void
  /** Takes the widget off the page; what the visitor wrote is kept. `init` brings it back. */
  shutdown(): void
}

type Call = {
  [Name in keyof WidgetMethods]: [name: Name, ...args: Parameters<WidgetMethods[Name]>]
}[keyof WidgetMethods]

/** `window.Switchboard`: callable (also before the script has loaded), and with methods once it has. */
export interface SwitchboardApi extends WidgetMethods {
  (...call: Call): void
  /** Calls made before the script had loaded. */
  q?: ArrayLike<unknown>[]
}

declare global {
  interface Window {
    Switchboard?: SwitchboardApi
  }
}
