/** How old a figure may be, in ms: screens ask a second after a change. */
const freshness = 700

interface Read {
  at: number
  value: Promise<unknown>
}
const reads = new WeakMap<object, Map<string, Read>>()

/**
 * Figures of a database that many look at: whoever asks for the same `key` within a moment is given the same answer, so that
 * their cost does not grow with how many look.
 */
export function recently<Value>(of: object, key: string, read: () => Promise<Value>): Promise<Value> {
  const kept = reads.get(of) ?? new Map<string, Read>()
  reads.set(of, kept)
  const now = Date.now()
  for (const [other, { at }] of kept) if (now - at >= freshness) kept.delete(other)
  const known = kept.get(key)
  if (known) return known.value as Promise<Value>
  const value = read()
  kept.set(key, { at: now, value })
  // What failed is asked again by the next one.
  value.catch(() => kept.delete(key))
  return value
}
