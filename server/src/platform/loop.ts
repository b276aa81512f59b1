import type { Log } from './log.ts'

/** Looks after something in the database, for as long as it runs. */
export interface Loop {
  /** There may be something to do now. */
  wake(): void
  /** Resolves when what was begun is done. */
  stop(): Promise<void>
}

export interface LoopOptions {
  /** Words for the log, such as `who is gone`. */
  what: string
  /** Does what there is to do; answers in how many ms there is more by the clock, null: nothing is known. */
  look(): Promise<number | null>
  /** How long what others wrote may stay unseen, in ms. */
  idle: number
  /** Not before so many ms from the start. */
  begin?: number
  log: Log
}

/**
 * Looks when it is woken, when something comes due, and once in a while. It never looks twice at once: who wakes it
 * meanwhile has it look again. Any number of processes may run the same.
 */
export function startLoop({ what, look, idle, begin = 0, log }: LoopOptions): Loop {
  let running: Promise<void> | null = null
  let again = false
  let stopped = false
  let timer: NodeJS.Timeout | undefined

  function plan(wait: number) {
    clearTimeout(timer)
    if (!stopped) timer = setTimeout(wake, Math.min(idle, Math.max(0, Math.ceil(wait)))).unref()
  }

  async function run() {
    do {
      again = false
      plan((await look()) ?? idle)
    } while (again && !stopped)
  }

  function wake() {
    if (stopped) return
    if (running) return void (again = true)
    running = run()
      .catch((error: unknown) => {
        log.error({ err: error, what }, 'a look at what there is to do failed; it is tried again')
        plan(1000)
      })
      .finally(() => {
        running = null
        if (again) wake()
      })
  }
  timer = setTimeout(wake, begin).unref()
  return {
    wake,
    async stop() {
      stopped = true
      clearTimeout(timer)
      await running
    },
  }
}
