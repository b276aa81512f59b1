/** How old a figure may be, in ms: screens are told of a change within a second. */
const freshness = 700

/**
 * Figures that many look at: whoever asks for the same within a moment is given the same answer, so that their cost does
 * not grow with how many look.
 */
export function createRecent<Value>() {
  const kept = new Map<string, { at: number; value: Promise<Value> }>()
  return (key: string, read: () => Promise<Value>): Promise<Value> => {
    const now = Date.now()
    const known = kept.get(key)
    if (known && now - known.at < freshness) return known.value
    for (const [other, { at }] of kept) if (now - at >= freshness) kept.delete(other)
    const value = read()
    kept.set(key, { at: now, value })
    // What failed is asked again by the next one.
    value.catch(() => kept.delete(key))
    return value
  }
}
