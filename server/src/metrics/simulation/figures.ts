import { sumOf, type WaitCounters } from '../counters.ts'
import type { Arrival, SimQueue } from './day.ts'

/** What a simulated day made of an agent. */
export interface AgentFigures {
  agentId: string
  handled: number
  /** Seconds ready for work. */
  readySeconds: number
  /** Of these, with work: the share is the occupancy. */
  workSeconds: number
  /** Share of the capacity in use, in capacity × seconds: more than workSeconds never. */
  loadSeconds: number
}

/** What a simulated day made of a queue. */
export interface QueueFigures {
  queueId: string
  counters: WaitCounters
  /** Seconds that those who were answered had waited, shortest first. */
  waits: number[]
}

/** The figures of a queue while the day goes on. */
export class QueueTally {
  readonly counters: WaitCounters = sumOf([])
  private readonly waits: number[] = []
  private readonly queue: SimQueue

  constructor(queue: SimQueue) {
    this.queue = queue
  }

  came(): void {
    this.counters.offered++
    this.counters.waiting++
  }

  answered({ at }: Arrival, now: number): void {
    const waited = (now - at) / 1000
    const { counters } = this
    counters.waiting--
    counters.answered++
    counters.waitSumAnswered += waited
    if (waited <= this.queue.targetSeconds) counters.answeredInTime++
    this.waits.push(waited)
  }

  left({ at }: Arrival, now: number): void {
    const waited = (now - at) / 1000
    const { counters } = this
    counters.waiting--
    counters.abandoned++
    counters.waitSumAbandoned += waited
    if (waited <= this.queue.targetSeconds) counters.abandonedInTime++
    if (waited <= this.queue.shortAbandonSeconds) counters.abandonedShortly++
  }

  figures(): QueueFigures {
    return {
      queueId: this.queue.id,
      counters: this.counters,
      waits: this.waits.toSorted((a, b) => a - b),
    }
  }
}
