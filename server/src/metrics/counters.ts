/** What happened to those who came to a queue in a period. Ratios are made of these, and never kept or averaged. */
export interface WaitCounters {
  /** Who came: answered + abandoned + flowedOut + withdrawn + waiting. */
  offered: number
  answered: number
  /** Of these, within the queue's time. */
  answeredInTime: number
  /** Left before an answer. */
  abandoned: number
  abandonedInTime: number
  /** Within the limit below which leaving is not counted as lost. */
  abandonedShortly: number
  /** Went on to another queue. */
  flowedOut: number
  /** Put aside or closed by the centre without an answer. */
  withdrawn: number
  /** Still waiting. */
  waiting: number
  /** Seconds that those who were answered had waited, all together. */
  waitSumAnswered: number
  /** The same of those who left. */
  waitSumAbandoned: number
}

const none: WaitCounters = {
  offered: 0,
  answered: 0,
  answeredInTime: 0,
  abandoned: 0,
  abandonedInTime: 0,
  abandonedShortly: 0,
  flowedOut: 0,
  withdrawn: 0,
  waiting: 0,
  waitSumAnswered: 0,
  waitSumAbandoned: 0,
}
const names = Object.keys(none) as (keyof WaitCounters)[]

/** Periods together. */
export function sumOf(all: readonly WaitCounters[]): WaitCounters {
  const sum = { ...none }
  for (const one of all) for (const name of names) sum[name] += one[name]
  return sum
}
