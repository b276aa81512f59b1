import { count } from './counts.ts'
import type { Candidate, Group } from './groups.ts'
import { goesBefore, type Standing } from './rank.ts'
import { personal, roomRefusal, type Waiting } from './refusal.ts'
import type { Look } from './trace.ts'

/** Looks through a group for one item: the best, the runner-up, and why not the others. Closes a group without room. */
export function lookThrough(group: Group, waiting: Waiting, desks: number): Look {
  const look: Look = { looked: desks, eligible: 0, refused: { ...group.refused }, best: null, second: null }
  let room = false
  for (const candidate of group.candidates) {
    const { desk, load } = candidate.seat
    const full = roomRefusal(waiting.item, load, desk.capacity)
    room ||= full === null
    const code = full ?? personal(waiting, desk)?.code
    if (code) count(look.refused, code)
    else consider(look, ranked(candidate, waiting.item.lastAgentId))
  }
  group.closed = !room
  return { ...look, best: look.best && standing(look.best), second: look.second && standing(look.second) }
}

/** The candidate as it stands at this moment of the round; changed in place, for there are many. */
function ranked(candidate: Candidate, lastAgentId: string | null): Candidate {
  candidate.lastAgent = candidate.agentId === lastAgentId
  candidate.load = candidate.seat.ratio
  candidate.idleSince = candidate.seat.idleSince
  return candidate
}

function consider(look: Look, found: Standing): void {
  look.eligible++
  if (!look.best || goesBefore(found, look.best)) {
    look.second = look.best
    look.best = found
  } else if (!look.second || goesBefore(found, look.second)) look.second = found
}

const standing = ({ agentId, lastAgent, own, proficiency, load, idleSince }: Standing): Standing => ({
  agentId,
  lastAgent,
  own,
  proficiency,
  load,
  idleSince,
})
