import type { InitOptions, WidgetEvents } from './api.ts'
import type { Attributes, IdentityClaim, SessionAnswer, WidgetConfig } from './protocol.ts'

/** Local storage below one channel's prefix; falls back to memory where the browser refuses storage. */
export interface Keep {
  prefix: string
  get(name: string): string | null
  /** Null removes. */
  set(name: string, value: string | null): void
  /** Names that begin so, without the prefix. */
  names(start: string): string[]
}

/** Names in {@link Keep}: what begins with `me:` belongs to a person and goes with them. */
export const names = {
  token: 'me:token',
  who: 'me:who',
  draft: 'me:draft',
  form: 'me:form',
  outbox: 'me:out:',
  muted: 'muted',
  locale: 'locale',
  greeted: 'greeted',
} as const

export type Emit = <Name extends keyof WidgetEvents>(name: Name, detail: WidgetEvents[Name]) => void

/** The button on the page, and the shadow root everything is painted in. */
export interface Launcher {
  root: ShadowRoot
  /** Holds the button; carries side and direction. */
  frame: HTMLElement
  button: HTMLElement
  paint(config: WidgetConfig): void
  setOpen(open: boolean): void
  /** Sets the number on it; `words` ("2 unread") complete its accessible name. */
  unread(count: number, words: string): void
}

/** What the loader hands over when the visitor's part is wanted. The config changes with the language. */
export interface Boot {
  options: InitOptions
  hub: string
  config: WidgetConfig
  launcher: Launcher
  emit: Emit
  /** The hub will never have this site: says so on the console and takes the widget off the page. */
  forbidden(): void
}

/** The part that knows the visitor: session, unread, greeting. It loads the chat when that is wanted. */
export interface Visit {
  show(open?: boolean): void
  identify(identity: IdentityClaim): void
  reset(): void
  setLocale(locale: string): void
  setAttributes(attributes: Attributes): void
  end(): void
}

/** What the visit gives the chat. */
export interface Host {
  /** The hub's address, ending in a slash. */
  hub: string
  /** `{hub}chat/{key}/` */
  address: string
  root: ShadowRoot
  keep: Keep
  config(): WidgetConfig
  theme(): 'auto' | 'light' | 'dark'
  /** The language asked for, a BCP 47 tag. */
  locale(): string
  setLocale(locale: string): void
  /** The session, begun when there is none; `fresh` asks the hub again. */
  session(fresh?: boolean): Promise<SessionAnswer>
  token(): string | null
  emit: Emit
  /** Sets the number on the launcher, and in words for those who cannot see it. */
  unread(count: number, words: string): void
  close(): void
}

/** What the chat gives the visit. */
export interface Chat {
  show(open: boolean): void
  /** The config or the language changed. */
  configured(): void
  /** Another person now: drop everything shown, then begin again. */
  personChanged(): void
  destroy(): void
}

export type Mount = (host: Host) => Chat
