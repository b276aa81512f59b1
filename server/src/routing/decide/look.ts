import { type Candidate, count, type Group } from './groups.ts'
import { loadRatio } from './load.ts'
import { goesBefore, type Standing } from './rank.ts'
import { noRoom, personal, type Waiting } from './refusal.ts'
import type { Look } from './trace.ts'

/** Looks through a group for one item: the best, the runner-up, and why not the others. Closes a group without room. */
export function lookThrough(group: Group, waiting: Waiting, desks: number): Look {
  const look: Look = { looked: desks, eligible: 0, refused: { ...group.refused }, best: null, second: null }
  let room = false
  for (const candidate of group.candidates) {
    const { desk, load } = candidate.seat
    const full = noRoom(waiting.item, load, desk.capacity)
    room ||= full === null
    const reason = full ?? personal(waiting, desk)
    if (reason) count(look.refused, reason.code)
    else consider(look, standing(candidate, waiting))
  }
  group.closed = !room
  return look
}

function standing({ seat, own, proficiency }: Candidate, { item }: Waiting): Standing {
  const { agentId, capacity } = seat.desk
  const lastAgent = agentId === item.lastAgentId
  return { agentId, lastAgent, own, proficiency, load: loadRatio(seat.load, capacity), idleSince: seat.idleSince }
}

function consider(look: Look, found: Standing): void {
  look.eligible++
  if (!look.best || goesBefore(found, look.best)) {
    look.second = look.best
    look.best = found
  } else if (!look.second || goesBefore(found, look.second)) look.second = found
}
