import type { Desk, Item, Moment, Queue } from './floor.ts'

/** Who is asked from `afterSeconds` of waiting on: members of these queues with at least this proficiency. */
export interface Ring {
  afterSeconds: number
  minProficiency: number
  queueId: string
  /** Other queues whose members may be borrowed. */
  alsoQueues: readonly string[]
}

/** How a desk stands in a ring. */
export interface Membership {
  /** Of the item's own queue, not borrowed. */
  own: boolean
  proficiency: number
}

/** A queue's rings, from the first to the widest. Each holds all before it, whatever its step says: none shrinks. */
export function ringsOf(queue: Queue): Ring[] {
  const first: Ring = { afterSeconds: 0, minProficiency: queue.minProficiency, queueId: queue.id, alsoQueues: [] }
  const rings = [first]
  for (const step of queue.steps.toSorted((a, b) => a.afterSeconds - b.afterSeconds)) {
    const before = rings.at(-1) ?? first
    const borrowed = new Set([...before.alsoQueues, ...step.alsoQueues])
    borrowed.delete(queue.id)
    const minProficiency = Math.min(before.minProficiency, step.minProficiency)
    rings.push({ afterSeconds: step.afterSeconds, minProficiency, queueId: queue.id, alsoQueues: [...borrowed] })
  }
  return rings
}

/** The number of the ring that an item has reached. */
export function ringReached(rings: readonly Ring[], item: Pick<Item, 'enteredAt'>, now: Moment): number {
  const waited = now - item.enteredAt
  let reached = 0
  while (reached + 1 < rings.length && waited >= (rings[reached + 1]?.afterSeconds ?? 0) * 1000) reached++
  return reached
}

/** When the item reaches a ring. */
export const reachesAt = (ring: Ring, item: Pick<Item, 'enteredAt'>): Moment =>
  item.enteredAt + ring.afterSeconds * 1000

/** How the desk stands in the ring: as an own member if it can, else borrowed with its best proficiency, else null. */
export function membership(ring: Ring, desk: Pick<Desk, 'members'>): Membership | null {
  const own = desk.members.get(ring.queueId) ?? 0
  if (own >= ring.minProficiency && own > 0) return { own: true, proficiency: own }
  const borrowed = bestBorrowed(ring, desk)
  return borrowed >= ring.minProficiency && borrowed > 0 ? { own: false, proficiency: borrowed } : null
}

/** The desk's best proficiency in any queue of the ring; null when it serves none of them. */
export function bestProficiency(ring: Ring, desk: Pick<Desk, 'members'>): number | null {
  const best = Math.max(desk.members.get(ring.queueId) ?? 0, bestBorrowed(ring, desk))
  return best > 0 ? best : null
}

function bestBorrowed(ring: Ring, { members }: Pick<Desk, 'members'>): number {
  let best = 0
  for (const queueId of ring.alsoQueues) best = Math.max(best, members.get(queueId) ?? 0)
  return best
}
