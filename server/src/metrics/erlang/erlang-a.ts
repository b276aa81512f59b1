import { erlangs, type Load } from './erlang.ts'

/** What Erlang A (Palm) says of a load whose contacts give up: there is always an answer, however few the agents. */
export interface ErlangA {
  /** The share that waits at all, 0 to 1. */
  waiting: number
  /** The share that gives up, 0 to 1. */
  abandoned: number
  /** Mean wait in s of all who came, answered or not: not the average speed of answer. */
  meanWait: number
  /** How many wait at any moment, on average. */
  queue: number
  /** The share of their time that agents are busy, 0 to 1. */
  occupancy: number
  /** Answered within the threshold, of all who came (SL3), 0 to 1. */
  answeredInTime: number
  /** Still waiting when the threshold has passed, of all who came, 0 to 1. */
  waitsLonger: number
}

const negligible = 1e-17
const mostStates = 100_000

/**
 * Erlang A (M/M/N+M) for `agents`, a threshold of `within` seconds and patience that is exponential with mean `patience`
 * seconds. Source: C. Palm, 1946; the states by birth and death, the waits exactly by uniformization of one customer who
 * sees those before them served or give up.
 */
export function erlangA(
  load: Load,
  agents: number,
  { within, patience }: { within: number; patience: number },
): ErlangA {
  const offered = erlangs(load)
  if (offered <= 0) {
    return { waiting: 0, abandoned: 0, meanWait: 0, queue: 0, occupancy: 0, answeredInTime: 1, waitsLonger: 0 }
  }
  const served = agents / load.handleTime
  const leaving = 1 / patience
  const { free, ahead } = states(load, agents, leaving)
  const queue = ahead.reduce((sum, share, n) => sum + n * share, 0)
  const abandoned = (leaving * queue) / load.perSecond
  const { inTime, longer } = waits(ahead, { served, leaving, within })
  return {
    waiting: ahead.reduce((sum, share) => sum + share, 0),
    abandoned,
    meanWait: queue / load.perSecond,
    queue,
    occupancy: (offered * (1 - abandoned)) / agents,
    answeredInTime: free + inTime,
    waitsLonger: longer,
  }
}

/** The share of time with an agent free, and with all busy and so many waiting; outward from all busy, so that nothing overflows. */
function states({ perSecond, handleTime }: Load, agents: number, leaving: number) {
  const ahead = [1]
  let sum = 1
  let term = 1
  for (let waiting = 1; waiting < mostStates; waiting++) {
    term *= perSecond / (agents / handleTime + waiting * leaving)
    if (term < negligible * sum) break
    ahead.push(term)
    sum += term
  }
  let free = 0
  term = 1
  for (let busy = agents; busy >= 1; busy--) {
    term *= busy / (perSecond * handleTime)
    if (term < negligible * sum) break
    free += term
  }
  const all = sum + free
  return { free: free / all, ahead: ahead.map((share) => share / all) }
}

interface Rates {
  served: number
  leaving: number
  within: number
}

/** How many of those who find `ahead` before them are served within the time, and how many wait longer than that. */
function waits(ahead: readonly number[], { served, leaving, within }: Rates): { inTime: number; longer: number } {
  const next = (n: number) => served + n * leaving
  // Steps of one clock, fast enough for whoever has the most before them; they may give up themselves.
  const clock = next(ahead.length - 1) + leaving
  let reached = ahead.map(() => 0)
  let here = ahead.map(() => 1)
  let [inTime, longer] = [0, 0]
  const steps = clock * within
  const last = steps === 0 ? 0 : Math.ceil(steps + 10 * Math.sqrt(steps) + 30)
  for (let step = 0; step <= last; step++) {
    // In logarithms: the first of many steps is likelier than nothing by less than a number can say.
    const likely = Math.exp(step * Math.log(steps || 1) - steps - logFactorial(step))
    inTime += likely * ahead.reduce((sum, share, n) => sum + share * (reached[n] ?? 0), 0)
    longer += likely * ahead.reduce((sum, share, n) => sum + share * (here[n] ?? 0), 0)
    const [served0, waited0] = [reached, here]
    const stays = (n: number) => 1 - (next(n) + leaving) / clock
    reached = served0.map((share, n) => stays(n) * share + (next(n) / clock) * (n === 0 ? 1 : (served0[n - 1] ?? 0)))
    here = waited0.map((share, n) => stays(n) * share + (next(n) / clock) * (n === 0 ? 0 : (waited0[n - 1] ?? 0)))
  }
  return { inTime, longer }
}

const logs = [0]
function logFactorial(n: number): number {
  for (let k = logs.length; k <= n; k++) logs.push((logs[k - 1] ?? 0) + Math.log(k))
  return logs[n] ?? 0
}
