import type { Item } from './floor.ts'
import type { Line } from './lines.ts'
import type { Seat } from './seats.ts'
import { away, unsuited } from './refusal.ts'
import { membership, type Membership } from './rings.ts'
import type { RefusalCounts } from './trace.ts'

/** Seats that suit items with the same needs in the same ring, but for their load. */
export interface Group {
  candidates: Candidate[]
  /** All others of the floor, by their first reason. */
  refused: RefusalCounts
  /** No candidate has room any more: whoever needs the same need not look again in this round. */
  closed: boolean
}

export interface Candidate extends Membership {
  seat: Seat
}

/** The group of an item in the ring it has reached: made once for all with the same needs. */
export function groupOf(line: Line, item: Item, reached: number, desks: number): Group {
  const key = needs(item, reached)
  const known = line.groups.get(key)
  if (known) return known
  const group = newGroup(line, item, reached, desks)
  line.groups.set(key, group)
  return group
}

function newGroup(line: Line, item: Item, reached: number, desks: number): Group {
  const group: Group = { candidates: [], refused: {}, closed: false }
  if (desks > line.seats.length) group.refused.ring = desks - line.seats.length
  const [ring] = line.rings.slice(reached)
  for (const seat of line.seats) {
    const reason = unsuited({ item, rings: line.rings, reached }, seat.desk) ?? away(item, seat.desk)
    const place = ring && membership(ring, seat.desk)
    if (reason) count(group.refused, reason.code)
    else if (place) group.candidates.push({ seat, ...place })
  }
  return group
}

/** One more desk that was refused for this reason. */
export function count(refused: RefusalCounts, code: keyof RefusalCounts): void {
  refused[code] = (refused[code] ?? 0) + 1
}

/** Two items with the same text here can be served by the same desks, but for who refused them and whom they know. */
function needs(item: Item, reached: number): string {
  const { brandId, channelKind, units, exclusive, interrupts, skills } = item
  const weight = `${units}${exclusive ? 'x' : ''}${interrupts ? 'i' : ''}`
  if (skills.length === 0) return JSON.stringify([reached, weight, brandId, channelKind])
  return JSON.stringify([reached, weight, brandId, channelKind, ...skills.map(({ id, level }) => [id, level]).sort()])
}
