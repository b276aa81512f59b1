import type { Place } from './place.ts'
import type { Result } from './result.ts'

/** A benchmark: the figures it gives, and how to measure them. Those that need the same set-up are one. */
export interface Bench {
  names: string[]
  /** Measures; only `wanted` figures need to be given. What it starts it also ends, or leaves to `place.ends`. */
  run(place: Place, wanted: ReadonlySet<string>): Promise<Result[]>
}
