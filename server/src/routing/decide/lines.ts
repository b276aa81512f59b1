import type { Demand, Floor, Item, Queue } from './floor.ts'
import type { Group } from './groups.ts'
import type { RingMembers } from './ring-members.ts'
import { membership, type Ring, ringsOf } from './rings.ts'
import { hasRoom, type Seat, type Seats, seatsOf } from './seats.ts'

/** The line of those who wait in one queue, within one round. */
export interface Line {
  queue: Queue
  rings: Ring[]
  items: Item[]
  /** No item of the line asks for less. */
  least: Demand
  /** All who serve a queue of the widest ring. */
  seats: Seat[]
  /** How many seats of the widest ring could take `least`: at 0 nobody in the line can be served in this round. */
  open: number
  /** By the number of the ring; made when an item that reached it is looked at. */
  members: RingMembers[]
  groups: Map<string, Group>
}

/** All lines in which somebody waits, and the seats beside them. */
export interface Lines {
  byQueue: Map<string, Line>
  seats: Seats
}

/** Puts the waiting items in their lines. Items of a queue that is not on the floor are left out. */
export function openLines(floor: Floor): Lines {
  const byQueue = new Map(floor.queues.map((queue) => [queue.id, emptyLine(queue)]))
  for (const item of floor.waiting) byQueue.get(item.queueId)?.items.push(item)
  for (const [id, line] of byQueue) if (line.items.length === 0) byQueue.delete(id)
  const lines = [...byQueue.values()]
  const seats = seatsOf(floor.desks, new Set(lines.flatMap((line) => [line.queue.id, ...widest(line).alsoQueues])))
  for (const line of lines) findRoom(line, seats)
  return { byQueue, seats }
}

function emptyLine(queue: Queue): Line {
  return {
    queue,
    rings: ringsOf(queue),
    items: [],
    least: leastOf([]),
    seats: [],
    open: 0,
    members: [],
    groups: new Map(),
  }
}

const widest = (line: Line): Ring => line.rings.at(-1) as Ring

function findRoom(line: Line, { byQueue }: Seats): void {
  line.least = leastOf(line.items)
  const ring = widest(line)
  const served = [ring.queueId, ...ring.alsoQueues].map((id) => byQueue.get(id) ?? [])
  line.seats = served.length === 1 ? (served[0] ?? []) : [...new Set(served.flat())]
  for (const seat of line.seats) {
    if (seat.desk.ready !== true || !hasRoom(seat, line.least) || !membership(ring, seat.desk)) continue
    line.open++
    seat.lines.push(line)
  }
}

function leastOf(items: readonly Item[]): Demand {
  const least = { units: Infinity, exclusive: true, interrupts: false }
  for (const { units, exclusive, interrupts } of items) {
    if (units < least.units) least.units = units
    if (!exclusive) least.exclusive = false
    if (interrupts) least.interrupts = true
  }
  return least
}
