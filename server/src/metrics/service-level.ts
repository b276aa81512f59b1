import type { WaitCounters } from './counters.ts'

type Counted = Pick<WaitCounters, 'answered' | 'answeredInTime' | 'abandoned' | 'abandonedInTime' | 'abandonedShortly'>

/**
 * The ways in which service level is counted, by the names under which it is shown: the same day gives different numbers.
 * Source: ICMI, Q&A of July 2002 (SL1 to SL4); SL5 and SL6 with a limit below which leaving counts as served, or not at
 * all, as most vendors have it.
 */
export const formulas = {
  SL1: (c: Counted) => [c.answeredInTime + c.abandonedInTime, c.answered + c.abandoned],
  SL2: (c: Counted) => [c.answeredInTime, c.answered],
  SL3: (c: Counted) => [c.answeredInTime, c.answered + c.abandoned],
  SL4: (c: Counted) => [c.answeredInTime, c.answered + c.abandoned - c.abandonedInTime],
  SL5: (c: Counted) => [c.answeredInTime + c.abandonedShortly, c.answered + c.abandoned],
  SL6: (c: Counted) => [c.answeredInTime, c.answered + c.abandoned - c.abandonedShortly],
} as const satisfies Record<string, (counters: Counted) => [part: number, whole: number] | number[]>

export type Formula = keyof typeof formulas

/** Service level in percent; null when there was nobody to serve: that is neither good nor bad. */
export function serviceLevel(formula: Formula, counters: Counted): number | null {
  const [part = 0, whole = 0] = formulas[formula](counters)
  return whole === 0 ? null : (100 * part) / whole
}

/** Average speed of answer in seconds: over all who were answered, those who did not wait among them. */
export const averageSpeedOfAnswer = ({ answered, waitSumAnswered }: WaitCounters): number | null =>
  answered === 0 ? null : waitSumAnswered / answered

/** How many of a hundred who came left before an answer. */
export const abandonRate = ({ offered, abandoned }: WaitCounters): number | null =>
  offered === 0 ? null : (100 * abandoned) / offered
