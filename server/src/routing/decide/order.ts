import type { Item, Queue } from './floor.ts'

/** Stands for "never gains a class": more than three thousand years, and still exact as a number. */
const neverSeconds = 1e11

/**
 * The place of an item in the one order of all waiting items, in ms; the lowest is served first. An item stands as if it
 * had entered (class − 1) · ageing later and boost earlier, so a lower class is passed only by what enters within that
 * time after it. It does not change while the item waits: time alone reorders nobody. Without ageing, a class stands
 * behind everything that ages and behind every class before it.
 */
export function orderAt(
  queue: Pick<Queue, 'priorityClass' | 'ageingSeconds'>,
  item: Pick<Item, 'enteredAt' | 'boostSeconds'>,
): number {
  const perClass = queue.ageingSeconds ?? neverSeconds
  return item.enteredAt + ((queue.priorityClass - 1) * perClass - item.boostSeconds) * 1000
}

/** An item with its place in the order. */
export interface Placed {
  id: string
  orderAt: number
}

/** Orders by place; by id where two came in the same millisecond, so that the answer is always the same. */
export function byOrder(a: Placed, b: Placed): number {
  return a.orderAt - b.orderAt || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
}
