import type { Wake } from './wake.ts'

/** Who is connected to any process of the hub right now, and a small value for each (the page a visitor is on). */
export interface Presence {
  /** A connection of `key` opened here; call the answer to change its value (a value) or when it closes (null). */
  join(key: string, value?: unknown): (value: unknown) => void
  /** The newest value of a connected key; undefined when it is not connected anywhere. */
  get(key: string): unknown
  /** Called when a key comes (with its value), changes its value, or goes (undefined). */
  onChange(listener: (key: string, value: unknown) => void): () => void
  stop(): void
}

interface Shared {
  process: string
  entries: [key: string, value: unknown][]
  left: string[]
}

const beat = 15_000
const topic = 'presence'

/**
 * Presence over all processes: each tells the others what it holds when that changes and every 15 s; what a process
 * held is forgotten 40 s after it was last heard.
 */
export function createPresence(wake: Wake, self: string = crypto.randomUUID()): Presence {
  const held = new Map<string, Map<symbol, unknown>>()
  const others = new Map<string, { until: number; entries: Map<string, unknown> }>()
  const listeners = new Set<(key: string, value: unknown) => void>()
  const tell = (key: string) => {
    const value = get(key)
    for (const listener of listeners) listener(key, value)
  }
  const share = (entries: [string, unknown][], left: string[]) =>
    wake.signal(topic, { process: self, entries, left } satisfies Shared)

  function get(key: string): unknown {
    const here = held.get(key)
    if (here) return [...here.values()].at(-1)
    for (const other of others.values()) if (other.entries.has(key)) return other.entries.get(key)
    return undefined
  }

  function join(key: string, first: unknown = true) {
    const id = Symbol(key)
    const set = (value: unknown) => {
      const before = JSON.stringify(get(key))
      const here = held.get(key) ?? new Map<symbol, unknown>()
      here.delete(id)
      if (value !== null) here.set(id, value)
      if (here.size > 0) held.set(key, here)
      else held.delete(key)
      // A second tab of somebody who is there already is no news.
      if (JSON.stringify(get(key)) === before) return
      if (held.has(key)) share([[key, get(key)]], [])
      else share([], [key])
      tell(key)
    }
    set(first)
    return set
  }

  const unsubscribe = wake.onSignal(topic, (value) => {
    const heard = value as Shared
    if (heard.process === self) return
    const other = others.get(heard.process) ?? { until: 0, entries: new Map<string, unknown>() }
    others.set(heard.process, other)
    other.until = Date.now() + 40_000
    for (const [key, shared] of heard.entries) {
      const changed = JSON.stringify(other.entries.get(key)) !== JSON.stringify(shared)
      other.entries.set(key, shared)
      if (changed) tell(key)
    }
    for (const key of heard.left) if (other.entries.delete(key)) tell(key)
  })
  const timer = setInterval(() => {
    if (held.size > 0)
      share(
        [...held.keys()].map((key) => [key, get(key)]),
        [],
      )
    for (const [process, other] of others) {
      if (other.until > Date.now()) continue
      others.delete(process)
      for (const key of other.entries.keys()) tell(key)
    }
  }, beat).unref()
  return {
    join,
    get,
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    stop() {
      clearInterval(timer)
      unsubscribe()
      share([], [...held.keys()])
    },
  }
}
