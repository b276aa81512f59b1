import type { Services } from '../../context.ts'

/** Looks after what becomes due for agents, for as long as it runs. */
export interface Due {
  stop(): Promise<void>
}

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

/** How long what others wrote may stay unseen, in ms. */
const idle = 3000

/** Has it happen on time. Any number of processes may run it. */
export function startDue({ log }: Pick<Services, 'log'>, kind: DueKind): Due {
  let stopped = false
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> = Promise.resolve()

  async function look() {
    const found = await kind.find()
    for (const { agentId } of found.filter(({ left }) => left <= 0)) await kind.happen(agentId).catch(failed)
    plan(found.find(({ left }) => left > 0)?.left ?? idle)
  }

  function plan(wait: number) {
    if (!stopped) timer = setTimeout(run, Math.min(idle, Math.ceil(wait))).unref()
  }

  // One for whom it fails does not keep the others waiting.
  const failed = (error: unknown) =>
    log.error({ err: error, what: kind.what }, 'what is due could not be done; it is tried again')

  function run() {
    running = look().catch((error: unknown) => {
      failed(error)
      plan(idle)
    })
  }
  timer = setTimeout(run, kind.begin ?? 0).unref()
  return {
    async stop() {
      stopped = true
      clearTimeout(timer)
      await running
    },
  }
}
