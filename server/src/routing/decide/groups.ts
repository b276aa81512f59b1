import { count, type RefusalCounts } from './counts.ts'
import type { Item } from './floor.ts'
import type { Line } from './lines.ts'
import type { Standing } from './rank.ts'
import type { Seat } from './seats.ts'
import { away, unserved } from './refusal.ts'
import { ringOf } from './ring-members.ts'
import type { Membership } from './rings.ts'

/** Seats that suit items with the same needs in the same ring, but for their load. */
export interface Group {
  candidates: Candidate[]
  /** All others of the floor, by their first reason. */
  refused: RefusalCounts
  /** No candidate has room any more: whoever needs the same need not look again in this round. */
  closed: boolean
}

/** A seat that suits, and how it stood when it was last looked at. */
export interface Candidate extends Standing {
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
  const { members, refused } = ringOf(line, reached, desks)
  const group: Group = { candidates: [], refused: { ...refused }, closed: false }
  for (const { seat, place } of members) {
    const reason = unserved(item, seat.desk) ?? away(item, seat.desk)
    if (reason) count(group.refused, reason.code)
    else group.candidates.push(candidate(seat, place))
  }
  return group
}

const candidate = (seat: Seat, { own, proficiency }: Membership): Candidate => ({
  seat,
  agentId: seat.desk.agentId,
  lastAgent: false,
  own,
  proficiency,
  load: seat.ratio,
  idleSince: seat.idleSince,
})

/** Two items with the same text here can be served by the same desks, but for who refused them and whom they know. */
function needs(item: Item, reached: number): string {
  const { brandId, channelKind, units, exclusive, interrupts, skills } = item
  const weight = `${units}${exclusive ? 'x' : ''}${interrupts ? 'i' : ''}`
  return JSON.stringify([reached, weight, brandId, channelKind, ...skills.map(({ id, level }) => [id, level]).sort()])
}
