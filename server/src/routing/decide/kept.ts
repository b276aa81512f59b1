import type { Desk, Item, Moment, Queue } from './floor.ts'
import { away, unsuited } from './refusal.ts'
import type { Ring } from './rings.ts'

/** For whom an item is kept, and how long. */
export interface Kept {
  agentId: string
  until: Moment
}

/**
 * Whether an item still waits for its last agent alone. Only while that agent can be expected: suited from the first
 * ring on (so that widening never takes an item away from others), at work or in wrap-up, and not one who refused it.
 */
export function keptFor(
  item: Item,
  queue: Queue,
  rings: readonly Ring[],
  lastDesk: Desk | undefined,
  now: Moment,
): Kept | null {
  const until = item.enteredAt + queue.stickySeconds * 1000
  if (!lastDesk || lastDesk.agentId !== item.lastAgentId || now >= until) return null
  if (item.refusedBy.some(({ agentId }) => agentId === lastDesk.agentId)) return null
  if (unsuited({ item, rings, reached: 0 }, lastDesk) || !expected(item, lastDesk)) return null
  return { agentId: lastDesk.agentId, until }
}

function expected(item: Item, desk: Desk): boolean {
  const reason = away(item, desk)
  return reason === null || (reason.code === 'state' && reason.state === 'wrap_up')
}
