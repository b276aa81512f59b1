import type { Arrival, Day, SimAgent, SimQueue } from './day.ts'
import { exponential, seeded } from './random.ts'

/** A group of agents to whom one kind of contact comes at random, evenly over some time: what Erlang's formulas are about. */
export interface Group {
  queueId: string
  agents: number
  perSecond: number
  /** Mean of an exponential distribution, in s. */
  handleSeconds: number
  /** Mean of an exponential distribution, in s; null: nobody gives up. */
  patienceSeconds: number | null
  targetSeconds: number
  /** Of the hundred units of an agent; 100 makes it one at a time. */
  units: number
  channelKind: string
}

const hour = 3_600_000

/** A day of these groups, each with agents of its own, the same for the same seed. */
export function madeDay(groups: readonly Group[], hours: number, seed: number): Day {
  const random = seeded(seed)
  const arrivals = groups.flatMap((group) => arrivalsOf(group, hours, random))
  return {
    queues: groups.map(queueOf),
    agents: groups.flatMap((group) => agentsOf(group, hours)),
    arrivals: arrivals.toSorted((a, b) => a.at - b.at),
    answerSeconds: 0,
  }
}

const queueOf = ({ queueId, targetSeconds }: Group): SimQueue => ({
  id: queueId,
  name: queueId,
  priorityClass: 5,
  ageingSeconds: null,
  minProficiency: 1,
  steps: [],
  offerTimeoutSeconds: 30,
  stickySeconds: 0,
  declineSeconds: 60,
  targetSeconds,
  shortAbandonSeconds: 0,
})

const agentsOf = ({ queueId, agents }: Group, hours: number): SimAgent[] =>
  Array.from({ length: agents }, (_, n) => ({
    agentId: `${queueId}/${n}`,
    name: `${queueId}/${n}`,
    capacity: 100,
    members: new Map([[queueId, 3]]),
    skills: new Map(),
    brands: null,
    // Whoever came in the last minute is still served.
    ready: [{ from: 0, to: (hours + 24) * hour }],
  }))

function arrivalsOf(group: Group, hours: number, random: () => number): Arrival[] {
  const { queueId, perSecond, handleSeconds, patienceSeconds, units, channelKind } = group
  const all: Arrival[] = []
  for (let at = 0; ;) {
    at += Math.round(1000 * exponential(random, 1 / perSecond))
    if (at >= hours * hour) return all
    all.push({
      id: `${queueId}#${all.length}`,
      queueId,
      brandId: 'brand',
      at,
      handleSeconds: exponential(random, handleSeconds),
      patienceSeconds: patienceSeconds === null ? null : exponential(random, patienceSeconds),
      units,
      exclusive: units === 100,
      interrupts: false,
      interruptible: false,
      boostSeconds: 0,
      channelKind,
      skills: [],
      lastAgentId: null,
    })
  }
}
