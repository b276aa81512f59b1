import type { Tail } from '../platform/events/tail.ts'

/** What was read of channels, by key. */
export interface Remembered<T> {
  find(key: string): Promise<T | null>
  onChange(listener: () => void): () => void
  stop(): void
}

const most = 2000
const lists = ['CHANNELS', 'BRANDS', 'QUEUES', 'OPENING_HOURS']

/**
 * Reads once and remembers until a channel changes, or what it takes from its brand, queue or hours, in this process or another: the event log says so. What is
 * not there is not remembered: whoever asks for very many keys of nothing must not make us forget the others.
 */
export function rememberChannels<T>(
  tail: Pick<Tail, 'listen'>,
  read: (key: string) => Promise<T | null>,
): Remembered<T> {
  const known = new Map<string, Promise<T | null>>()
  const listeners = new Set<() => void>()
  const stop = tail.listen((events) => {
    if (!events.some((e) => e.type === 'directory.changed' && lists.includes(String(e.data['list'])))) return
    known.clear()
    for (const listener of listeners) listener()
  })

  function begin(key: string) {
    if (known.size >= most) known.clear()
    const reading = read(key)
    known.set(key, reading)
    // A reading that began before a change must not take the place of one that began after it.
    const forget = () => known.get(key) === reading && known.delete(key)
    reading.then((channel) => channel === null && forget(), forget)
    return reading
  }
  return {
    find: (key) => known.get(key) ?? begin(key),
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    stop,
  }
}
