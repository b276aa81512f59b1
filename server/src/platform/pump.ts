import type { Log } from './log.ts'

/** Works off what is due in a table, as soon as somebody says that there is something. */
export interface Pump {
  /** There may be something to do now. */
  kick(): void
  /** Takes nothing new; resolves when what was taken is done. */
  stop(): Promise<void>
}

export interface PumpOptions<Item> {
  /** For the log. */
  name: string
  /** How many are worked on at once. */
  size: number
  /** Takes at most `count` due items, so that nobody else does for a while; `working` are those under way here. */
  claim(count: number, working: Item[]): Promise<Item[]>
  /** Does one; whatever goes wrong is written down by it, so that it comes due again. */
  handle(item: Item): Promise<void>
  log: Log
  /** How often to look without being told, in ms: for what comes due by the clock, or was left by a process that died. */
  every?: number
}

/**
 * The rows are the queue: a claim moves their due time on, so that one who dies gives them back by doing nothing. Not
 * pg-boss, whose jobs would be a second copy of the state that the ledger already keeps, and which looks once a second.
 */
export function createPump<Item>({ name, size, claim, handle, log, every = 1000 }: PumpOptions<Item>): Pump {
  const working = new Map<Promise<void>, Item>()
  let stopped = false
  let claiming: Promise<void> | null = null
  let again = false

  async function one(item: Item) {
    try {
      await handle(item)
    } catch (error) {
      log.error({ err: error, pump: name }, 'an item could not be worked on; it comes due again')
    }
  }

  function start(item: Item) {
    const work = one(item).finally(() => {
      working.delete(work)
      // There is room again, and more may be due than was given.
      kick()
    })
    working.set(work, item)
  }

  async function fill() {
    const room = size - working.size
    again = false
    if (room <= 0) return
    const items = await claim(room, [...working.values()])
    for (const item of items) start(item)
  }

  function kick() {
    if (stopped) return
    if (claiming) return void (again = true)
    claiming = fill()
      .catch((error: unknown) => log.warn({ err: error, pump: name }, 'nothing could be taken; it is tried again'))
      .finally(() => {
        claiming = null
        if (again && working.size < size) kick()
      })
  }

  const timer = setInterval(kick, every).unref()
  kick()
  return {
    kick,
    async stop() {
      stopped = true
      clearInterval(timer)
      await claiming
      await Promise.all(working.keys())
    },
  }
}
