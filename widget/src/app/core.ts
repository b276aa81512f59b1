import type { Host } from '../contract.ts'
import { names } from '../contract.ts'
import { freshPerson } from './state.ts'
import type { ChatState } from './state.ts'
import type { Wire } from './wire.ts'

/** What every part of the chat works with: the state, the hub, and the widget around it. */
export interface Core {
  host: Host
  wire: Wire
  get(): ChatState
  set(patch: Partial<ChatState> | ((state: ChatState) => Partial<ChatState>)): void
  subscribe(listener: (state: ChatState, before: ChatState) => void): () => void
  /** Aborts when the person changes or the chat goes: what was asked for them no longer counts. */
  signal(): AbortSignal
  /** Begins a new signal and empties what belonged to the person. */
  forget(): void
}

export function createCore(host: Host, wire: (core: Core) => Wire): Core {
  const listeners = new Set<(state: ChatState, before: ChatState) => void>()
  let scope = new AbortController()
  let state: ChatState = {
    ...freshPerson(),
    open: false,
    config: host.config(),
    online: host.config().online,
    muted: host.keep.get(names.muted) === '1',
  }
  const core: Core = {
    host,
    wire: undefined as never,
    get: () => state,
    set(patch) {
      const before = state
      state = { ...state, ...(typeof patch === 'function' ? patch(state) : patch) }
      listeners.forEach((listener) => listener(state, before))
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    signal: () => scope.signal,
    forget() {
      scope.abort()
      scope = new AbortController()
      core.set(freshPerson())
    },
  }
  core.wire = wire(core)
  return core
}
