/** What comes to a group of agents: contacts per second, and the seconds that each takes, wrap-up included. */
export interface Load {
  perSecond: number
  handleTime: number
}

/** Contacts at work at once if nobody ever waited, in erlangs. */
export const erlangs = ({ perSecond, handleTime }: Load): number => perSecond * handleTime

/**
 * Erlang B: the share of contacts that find every agent busy when nobody can wait.
 * Source: the recursion 1/B(n) = 1 + n/A · 1/B(n−1), which stays exact for thousands of agents.
 */
export function erlangB(offered: number, agents: number): number {
  if (offered <= 0) return 0
  let inverse = 1
  for (let n = 1; n <= agents; n++) {
    inverse = 1 + (inverse * n) / offered
    if (inverse > 1e290) return 0
  }
  return 1 / inverse
}

/** What Erlang C says of a load: nobody gives up, so that with too few agents the queue grows without end. */
export interface ErlangC {
  /** The share that waits at all, 0 to 1. */
  waiting: number
  /** The share that is answered within the threshold, 0 to 1. */
  serviceLevel: number
  /** Mean wait of all in s; infinite when the queue grows without end. */
  speedOfAnswer: number
  /** The share of their time that agents are busy, 0 to 1. */
  occupancy: number
}

/** Erlang C for `agents` and a threshold of `within` seconds. Source: A. K. Erlang, 1917: C = B / (1 − ρ(1 − B)). */
export function erlangC(load: Load, agents: number, within: number): ErlangC {
  const offered = erlangs(load)
  if (offered <= 0) return { waiting: 0, serviceLevel: 1, speedOfAnswer: 0, occupancy: 0 }
  if (agents <= offered) return { waiting: 1, serviceLevel: 0, speedOfAnswer: Infinity, occupancy: 1 }
  const blocked = erlangB(offered, agents)
  const occupancy = offered / agents
  const waiting = blocked / (1 - occupancy * (1 - blocked))
  const spare = agents - offered
  return {
    waiting,
    serviceLevel: 1 - waiting * Math.exp((-spare * within) / load.handleTime),
    speedOfAnswer: (waiting * load.handleTime) / spare,
    occupancy,
  }
}

/**
 * The fewest agents with whom Erlang C reaches a service level (0 to 1).
 * @throws RangeError for a goal of 1 or more, which no number of agents reaches.
 */
export function agentsFor(load: Load, goal: { serviceLevel: number; within: number }): number {
  if (goal.serviceLevel >= 1) throw new RangeError('no number of agents answers everybody in time')
  const reaches = (agents: number) => erlangC(load, agents, goal.within).serviceLevel >= goal.serviceLevel
  let [too, enough] = [0, Math.max(1, Math.ceil(erlangs(load)))]
  while (!reaches(enough)) [too, enough] = [enough, enough * 2]
  while (enough - too > 1) {
    const middle = Math.floor((too + enough) / 2)
    if (reaches(middle)) enough = middle
    else too = middle
  }
  return erlangs(load) <= 0 ? 0 : enough
}
