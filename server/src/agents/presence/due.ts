import type { Services } from '../../context.ts'
import { type Loop, startLoop } from '../../platform/loop.ts'

/** Something that happens to an agent at a time. */
export interface DueKind {
  /** Words for the log, such as `who is gone`. */
  what: string
  /** Those for whom it is due, and those for whom it will be soonest, the first ones first; `left` in ms. */
  find(): Promise<{ agentId: string; left: number }[]>
  /** Happens only if it is still due; several processes may try at once. */
  happen(agentId: string): Promise<void>
  /** Not before so many ms from the start; 0 when nothing is said. */
  begin?: number
}

const idle = 3000

/** Has it happen on time. Any number of processes may run it. */
export function startDue({ log }: Pick<Services, 'log'>, { what, find, happen, begin = 0 }: DueKind): Loop {
  // One for whom it fails does not keep the others waiting.
  const failed = (error: unknown) => log.error({ err: error, what }, 'what is due could not be done; it is tried again')
  async function look() {
    const found = await find()
    for (const { agentId } of found.filter(({ left }) => left <= 0)) await happen(agentId).catch(failed)
    return found.find(({ left }) => left > 0)?.left ?? null
  }
  return startLoop({ what, look, idle, begin, log })
}
