import { RateLimitedError } from '../errors.ts'

/** Takes one of the places of a key; the answer gives it back, once. @throws RateLimitedError when none is free. */
export type Places = (key: string) => () => void

/** Counts what is under way: at most `most` at once for each key. */
export function createPlaces(most: number, retryAfter = 10): Places {
  const taken = new Map<string, number>()
  return (key) => {
    const now = (taken.get(key) ?? 0) + 1
    if (now > most) throw new RateLimitedError(retryAfter)
    taken.set(key, now)
    let held = true
    return () => {
      if (!held) return
      held = false
      const left = (taken.get(key) ?? 1) - 1
      if (left > 0) taken.set(key, left)
      else taken.delete(key)
    }
  }
}
