import type { Desk, Demand, Item, Load, Moment, Queue } from './floor.ts'
import { fits, loaded, loadRatio } from './load.ts'
import type { Line } from './lines.ts'

/** A desk within one round: offers of the round weigh on it at once. */
export interface Seat {
  desk: Desk
  load: Load
  /** Share of the capacity in use. */
  ratio: number
  idleSince: Moment
  /** The lines that still count on it for room. */
  lines: Line[]
}

/** The seats of a floor, by agent and by queue served. */
export interface Seats {
  all: Map<string, Seat>
  byQueue: Map<string, Seat[]>
}

/** Seats for all desks; `queues` are those that anything waits for, or borrows from. */
export function seatsOf(desks: readonly Desk[], queues: ReadonlySet<Queue['id']>): Seats {
  const seats: Seats = { all: new Map(), byQueue: new Map([...queues].map((id) => [id, []])) }
  for (const desk of desks) {
    const seat = { desk, load: desk, ratio: loadRatio(desk, desk.capacity), idleSince: desk.idleSince, lines: [] }
    seats.all.set(desk.agentId, seat)
    for (const queueId of desk.members.keys()) seats.byQueue.get(queueId)?.push(seat)
  }
  return seats
}

/** Whether the seat has room for at least this. */
export const hasRoom = ({ load, desk }: Seat, demand: Demand): boolean => fits(load, desk.capacity, demand)

/** Offers the item to the seat: its room shrinks, it idles no longer, and lines that it has no more room for lose it. */
export function seatTakes(seat: Seat, item: Item, now: Moment): void {
  seat.load = loaded(seat.load, item)
  seat.ratio = loadRatio(seat.load, seat.desk.capacity)
  seat.idleSince = now
  seat.lines = seat.lines.filter((line) => {
    const stays = hasRoom(seat, line.least)
    if (!stays) line.open--
    return stays
  })
}
