import type { RefusalCounts } from './counts.ts'
import type { Item, Moment } from './floor.ts'
import type { Kept } from './kept.ts'
import { type Criterion, decidedBy, type Standing } from './rank.ts'
import type { Ring } from './rings.ts'

/** Why an item was offered to an agent, as it is kept with the offer; plain JSON. */
export interface Trace {
  at: Moment
  queueId: string
  waitedMs: number
  /** Of `of` rings, counted from 0. */
  ring: { reached: number; of: number; minProficiency: number; alsoQueues: readonly string[] }
  kept: Kept | null
  /** Desks on the floor; each is eligible or counted once in `refused`. */
  looked: number
  eligible: number
  refused: RefusalCounts
  chosen: Standing
  /** Null when only one was eligible. */
  runnerUp: Standing | null
  /** What put the chosen before the runner-up. */
  decidedBy: Criterion | 'only_one'
}

/** What came of looking at every desk for an item. */
export interface Look {
  looked: number
  eligible: number
  refused: RefusalCounts
  best: Standing | null
  second: Standing | null
}

/** The trace of a decision; `best` was chosen. */
export function traceOf(
  waiting: { item: Item; rings: readonly Ring[]; reached: number; kept: Kept | null; now: Moment },
  best: Standing,
  { looked, eligible, refused, second }: Look,
): Trace {
  const { item, rings, reached, kept, now } = waiting
  const { minProficiency = 1, alsoQueues = [] } = rings[reached] ?? {}
  return {
    at: now,
    queueId: item.queueId,
    waitedMs: now - item.enteredAt,
    ring: { reached, of: rings.length, minProficiency, alsoQueues },
    kept,
    looked,
    eligible,
    refused,
    chosen: best,
    runnerUp: second,
    decidedBy: second ? decidedBy(best, second) : 'only_one',
  }
}
