/** Moments are milliseconds since 1970; durations are seconds; units are of the 100 that a whole agent usually has. */
export type Moment = number

/** From `afterSeconds` of waiting on, lower proficiency will do and members of more queues are asked. */
export interface WidenStep {
  afterSeconds: number
  minProficiency: number
  alsoQueues: readonly string[]
}

export interface Queue {
  id: string
  name: string
  /** 1 to 9; 1 is served first. */
  priorityClass: number
  /** A waiting item gains one class in so many seconds; null: never, so that classes are strict. */
  ageingSeconds: number | null
  /** What the first ring asks of its members, 1 to 5. */
  minProficiency: number
  steps: readonly WidenStep[]
  offerTimeoutSeconds: number
  /** How long an item is kept for its last agent. */
  stickySeconds: number
  /** How long one who declined, or let an offer time out, is not asked again. */
  declineSeconds: number
}

/** A skill that is asked for, with the least level, 1 to 5. */
export interface NeededSkill {
  id: string
  level: number
}

/** Who refused an item, and until when they are not asked again. */
export interface Refused {
  agentId: string
  until: Moment
}

/** How an item weighs on an agent. */
export interface Demand {
  units: number
  /** Nothing else beside it, as with a call. */
  exclusive: boolean
  /** May come on top of load that may itself be interrupted. */
  interrupts: boolean
}

/** A conversation that waits in a queue. */
export interface Item extends Demand {
  id: string
  queueId: string
  brandId: string
  /** When it began to wait; a declined or lost offer does not change it. */
  enteredAt: Moment
  /** Served as if it had waited so much longer. */
  boostSeconds: number
  /** Opaque here: what an agent may have switched off. */
  channelKind: string
  /** Its load, once taken, may be interrupted, as with e-mail. */
  interruptible: boolean
  skills: readonly NeededSkill[]
  lastAgentId: string | null
  refusedBy: readonly Refused[]
}

/** What weighs on an agent now, open offers included. */
export interface Load {
  used: number
  /** The part of `used` that may be interrupted. */
  usedInterruptible: number
  /** Holds, or is offered, an exclusive item. */
  exclusive: boolean
}

/** An agent as the floor knows them. */
export interface Desk extends Load {
  agentId: string
  name: string
  /** True, or the word for why not: offline, break, wrap_up, not_responding, a reason of the centre's own. */
  ready: true | string
  channelsOff: ReadonlySet<string>
  capacity: number
  /** When the last work ended; who idles longest goes first. */
  idleSince: Moment
  /** Proficiency, 1 to 5, in each queue served. */
  members: ReadonlyMap<string, number>
  /** Level, 1 to 5, of each skill. */
  skills: ReadonlyMap<string, number>
  /** Null: every brand. */
  brands: ReadonlySet<string> | null
}

/** All that a decision looks at. */
export interface Floor {
  now: Moment
  queues: readonly Queue[]
  waiting: readonly Item[]
  desks: readonly Desk[]
}
