import type { Moment } from './floor.ts'
import type { Waiting } from './refusal.ts'
import { reachesAt } from './rings.ts'

/**
 * The next moment at which time alone could bring one of these an offer: a wider ring, the end of a refusal, the end of
 * being kept for the last agent. Ageing is none of them: the order of items does not change while they wait.
 */
export function nextOf(left: readonly Waiting[]): Moment | null {
  const next = left.reduce((earliest, waiting) => Math.min(earliest, changesAt(waiting)), Infinity)
  return next === Infinity ? null : next
}

function changesAt({ item, rings, reached, kept, now }: Waiting): Moment {
  const wider = rings[reached + 1]
  let next = wider ? reachesAt(wider, item) : Infinity
  if (kept) next = Math.min(next, kept.until)
  for (const { until } of item.refusedBy) if (until > now) next = Math.min(next, until)
  return next
}
