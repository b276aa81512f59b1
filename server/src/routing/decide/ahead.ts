import type { Desk, Floor, Item, Queue } from './floor.ts'
import { byOrder, orderAt, type Placed } from './order.ts'
import { unsuited, type Waiting } from './refusal.ts'
import { membership, ringsOf } from './rings.ts'

/** How many waiting items stand before this one in the lines that the desks of its ring also serve. */
export function countAhead(waiting: Waiting, floor: Floor): number {
  const desks = floor.desks.filter((desk) => unsuited(waiting, desk) === null)
  const queues = new Map(floor.queues.map((queue) => [queue.id, queue]))
  const shared = new Set(floor.queues.filter((queue) => servedByAny(queue, desks)).map(({ id }) => id))
  shared.add(waiting.item.queueId)
  const own = placed(waiting.item, queues)
  const others = floor.waiting.filter(({ queueId, id }) => shared.has(queueId) && id !== waiting.item.id)
  return others.filter((item) => byOrder(placed(item, queues), own) < 0).length
}

function placed(item: Item, queues: ReadonlyMap<string, Queue>): Placed {
  const queue = queues.get(item.queueId)
  return { id: item.id, orderAt: queue ? orderAt(queue, item) : Infinity }
}

function servedByAny(queue: Queue, desks: readonly Desk[]): boolean {
  const widest = ringsOf(queue).at(-1)
  return widest !== undefined && desks.some((desk) => membership(widest, desk) !== null)
}
