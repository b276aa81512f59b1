import type { Desk, Floor, Item, Queue } from './floor.ts'
import { keptFor } from './kept.ts'
import { type Refusal, refusal, type Waiting } from './refusal.ts'
import { ringReached, ringsOf } from './rings.ts'

/** What one desk is to an item: eligible, or refused for the first of its reasons. */
export interface Explained {
  agentId: string
  eligible: boolean
  refusal: Refusal | null
}

/** For each desk of the floor, in its order: whether it may have the item now, and if not, why not. */
export function explain(item: Item, floor: Floor): Explained[] {
  const waiting = waitsUnder(item, floor)
  return floor.desks.map((desk) => {
    const reason = waiting ? refusal(waiting, desk) : noQueue
    return { agentId: desk.agentId, eligible: reason === null, refusal: reason }
  })
}

/** The item's queue is not on the floor: nobody serves it. */
const noQueue: Refusal = { code: 'ring', joinsAt: null }

/** What the item waits under; null when its queue is not on the floor. */
export function waitsUnder(item: Item, floor: Floor): Waiting | null {
  const queue = queueOf(item, floor)
  if (!queue) return null
  const rings = ringsOf(queue)
  const kept = keptFor(item, queue, rings, deskOf(item.lastAgentId, floor), floor.now)
  return { item, rings, reached: ringReached(rings, item, floor.now), kept, now: floor.now }
}

export const queueOf = (item: Item, { queues }: Floor): Queue | undefined =>
  queues.find(({ id }) => id === item.queueId)

function deskOf(agentId: string | null, { desks }: Floor): Desk | undefined {
  return agentId === null ? undefined : desks.find((desk) => desk.agentId === agentId)
}
