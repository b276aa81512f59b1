import type { WidgetEvents } from './api.ts'
import type { SessionAnswer, WidgetConfig } from './protocol.ts'

/** Local storage below one channel's prefix; falls back to memory where the browser refuses storage. */
export interface Keep {
  prefix: string
  get(name: string): string | null
  /** Null removes. */
  set(name: string, value: string | null): void
  /** Names that begin so, without the prefix. */
  names(start: string): string[]
}

/** What the loader gives the chat. The loader owns the session, the launcher and the shadow root. */
export interface Host {
  /** The hub's address, ending in a slash. */
  hub: string
  key: string
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
  emit<Name extends keyof WidgetEvents>(name: Name, detail: WidgetEvents[Name]): void
  /** Sets the number on the launcher. */
  unread(count: number): void
  close(): void
}

/** What the chat gives the loader. */
export interface Chat {
  show(open: boolean): void
  /** The config or the language changed. */
  configured(): void
  /** Another person now: drop everything shown, then begin again when asked to. */
  personChanged(): void
  destroy(): void
}

export type Mount = (host: Host) => Chat

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
