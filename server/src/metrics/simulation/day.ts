import type { Desk, Item, Moment, Queue } from '../../routing/decide/floor.ts'

/** A queue as it is simulated, with what its figures are counted by. */
export interface SimQueue extends Queue {
  targetSeconds: number
  shortAbandonSeconds: number
}

/** An agent, and when they are ready for work; the times do not overlap and are in order. */
export interface SimAgent extends Pick<Desk, 'agentId' | 'name' | 'capacity' | 'members' | 'skills' | 'brands'> {
  ready: readonly { from: Moment; to: Moment }[]
}

/** A contact that comes. */
export interface Arrival extends Omit<Item, 'enteredAt' | 'refusedBy'> {
  at: Moment
  /** From the answer until the agent is done, wrap-up included. */
  handleSeconds: number
  /** Leaves after so long without an answer; null: waits for ever. */
  patienceSeconds: number | null
}

/** What a day is made of. */
export interface Day {
  queues: readonly SimQueue[]
  agents: readonly SimAgent[]
  /** In the order of `at`. */
  arrivals: readonly Arrival[]
  /** From being asked until the answer; everybody accepts. */
  answerSeconds: number
}
