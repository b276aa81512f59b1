import type { Demand, Desk } from './floor.ts'
import { fits } from './load.ts'

/** A recent answer of the queue. */
export interface RecentAnswer {
  /** Talk, hold and wrap, in seconds; of one chat, not divided by how many ran beside it. */
  handleSeconds: number
}

/** What a queue's estimate is made from. */
export interface EstimateInput {
  /** Items before this one in the order. */
  ahead: number
  answers: readonly RecentAnswer[]
  /** Stands in while there are no recent answers, in seconds. */
  usualHandleSeconds: number
  /** How an item of the queue weighs. */
  demand: Demand
  /** Those who serve the queue. */
  desks: readonly Pick<Desk, 'ready' | 'capacity' | 'used' | 'usedInterruptible' | 'exclusive'>[]
}

/**
 * How long an item may expect to wait, in seconds; null when nobody is staffed.
 *
 *   wait = max(0, ahead + 1 − free) × AHT ÷ places
 *
 * AHT is the mean handle time of the answers; `places` is how many such items the staffed desks hold at once (the sum of
 * ⌊capacity ÷ units⌋, one a desk for exclusive items, in wrap-up too); `free` is how many of the places have room now. A
 * full floor ends one item every AHT ÷ places seconds, and the item needs as many ends as stand before it, and its own.
 */
export function estimatedWait({ ahead, answers, usualHandleSeconds, demand, desks }: EstimateInput): number | null {
  const staffed = desks.filter(({ ready }) => ready === true || ready === 'wrap_up')
  const places = sum(staffed.map(({ capacity }) => placesOf(demand, capacity)))
  if (places === 0) return null
  const free = sum(staffed.map((desk) => freeOf(demand, desk)))
  const handle = answers.length > 0 ? sum(answers.map((one) => one.handleSeconds)) / answers.length : usualHandleSeconds
  return (Math.max(0, ahead + 1 - free) * handle) / places
}

function placesOf({ units, exclusive }: Demand, room: number): number {
  if (exclusive) return units <= room ? 1 : 0
  return units > 0 ? Math.floor(room / units) : 1
}

function freeOf(demand: Demand, desk: EstimateInput['desks'][number]): number {
  if (desk.ready !== true || !fits(desk, desk.capacity, demand)) return 0
  return Math.max(1, placesOf(demand, desk.capacity - desk.used))
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
