import type { Floor, Item, Moment } from './floor.ts'
import { groupOf } from './groups.ts'
import { keptFor } from './kept.ts'
import { type Line, type Lines, openLines } from './lines.ts'
import { lookThrough } from './look.ts'
import { nextOf } from './next.ts'
import { byOrder, orderAt, type Placed } from './order.ts'
import type { Waiting } from './refusal.ts'
import { ringReached } from './rings.ts'
import { seatTakes } from './seats.ts'
import { type Trace, traceOf } from './trace.ts'

/** An item goes to an agent, who is asked. */
export interface Offer {
  itemId: string
  agentId: string
  trace: Trace
}

export interface Decision {
  /** In the order in which they were decided. */
  offers: Offer[]
  /** The next moment at which time alone could bring an offer; null when only a change of the floor can. */
  next: Moment | null
}

/**
 * One round: goes through the waiting items in their order and offers each to the best desk that may have it; every offer
 * weighs on its desk at once. The same floor gives the same answer, in whatever order its lists are. A line is left as
 * soon as no desk of its widest ring has room, and items with the same needs look at the desks only as long as one has:
 * the cost grows with desks, items and offers, not with items × desks.
 */
export function decide(floor: Floor): Decision {
  const lines = openLines(floor)
  const offers: Offer[] = []
  const left: Waiting[] = []
  for (const { item, line } of inOrder(lines)) {
    if (line.open === 0) continue
    const waiting = waitingOf(line, item, lines, floor.now)
    const offer = offerOf(waiting, line, lines, floor)
    if (offer) offers.push(offer)
    else left.push(waiting)
  }
  const served = left.filter(({ item }) => lines.byQueue.get(item.queueId)?.open)
  return { offers, next: nextOf(served) }
}

interface InLine extends Placed {
  item: Item
  line: Line
}

/** Those whom anybody could serve, in the one order of all lines. */
function inOrder({ byQueue }: Lines): InLine[] {
  const placed: InLine[] = []
  for (const line of byQueue.values()) {
    if (line.open === 0) continue
    for (const item of line.items) placed.push({ id: item.id, orderAt: orderAt(line.queue, item), item, line })
  }
  return placed.sort(byOrder)
}

function waitingOf({ queue, rings }: Line, item: Item, { seats }: Lines, now: Moment): Waiting {
  const last = item.lastAgentId === null ? undefined : seats.all.get(item.lastAgentId)?.desk
  return { item, rings, now, reached: ringReached(rings, item, now), kept: keptFor(item, queue, rings, last, now) }
}

function offerOf(waiting: Waiting, line: Line, { seats }: Lines, floor: Floor): Offer | null {
  const { item, reached } = waiting
  const group = groupOf(line, item, reached, floor.desks.length)
  if (group.closed) return null
  const look = lookThrough(group, waiting, floor.desks.length)
  const seat = look.best && seats.all.get(look.best.agentId)
  if (!look.best || !seat) return null
  seatTakes(seat, item, floor.now)
  return { itemId: item.id, agentId: look.best.agentId, trace: traceOf(waiting, look.best, look) }
}
