import { count, type RefusalCounts } from './counts.ts'
import type { Line } from './lines.ts'
import { bestProficiency, membership, type Membership } from './rings.ts'
import type { Seat } from './seats.ts'

/** Who stands in one ring of a line, and how many others do not and why. */
export interface RingMembers {
  members: { seat: Seat; place: Membership }[]
  refused: RefusalCounts
}

/** The members of a ring, made once a round. `desks`: how many the floor has. */
export function ringOf(line: Line, reached: number, desks: number): RingMembers {
  const found = line.members[reached] ?? membersOf(line, reached, desks)
  line.members[reached] = found
  return found
}

function membersOf({ rings, seats }: Line, reached: number, desks: number): RingMembers {
  const found: RingMembers = { members: [], refused: {} }
  if (desks > seats.length) found.refused.ring = desks - seats.length
  const [ring] = rings.slice(reached)
  for (const seat of ring ? seats : []) {
    const place = ring && membership(ring, seat.desk)
    if (place) found.members.push({ seat, place })
    else count(found.refused, ring && bestProficiency(ring, seat.desk) === null ? 'ring' : 'proficiency')
  }
  return found
}
