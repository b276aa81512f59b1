import type { Services } from '../../context.ts'
import { newId } from '../../platform/ids.ts'
import { transact } from '../../platform/transaction.ts'

/** Which agents have a screen connected to this process, kept in the database for all processes to see. */
export interface Links {
  /** A screen of the agent's connected here; call the answer when it is closed. */
  join(agentId: string): () => void
  /** Gives up all links at once, instead of being found dead by others. */
  stop(): Promise<void>
}

/** How often a process says that it lives, in ms; it counts as dead, in seconds, when it has missed three. */
const beat = 10_000
const deadAfter = 35
/** Who reloads the page goes and comes: that is no news. */
const settle = 1000

/** Writes what changed at once, and everything with each beat: a write that was lost is made good by the next. */
export function createLinks(services: Pick<Services, 'db' | 'wake' | 'log'>): Links {
  const process = newId()
  const screens = new Map<string, number>()
  let running: Promise<void> | null = null
  let again = false
  let stopped = false

  async function write() {
    do {
      again = false
      const here = [...screens.keys()]
      await transact(
        services,
        (tx) => tx.$executeRaw`SELECT keep_links(${process}::uuid, ${here}::uuid[], ${deadAfter}::int)`,
      )
    } while (again)
  }

  function sync(): Promise<void> {
    if (running) again = true
    return (running ??= write()
      .catch((error: unknown) =>
        services.log.warn({ err: error }, 'who is connected could not be written; tried again'),
      )
      .finally(() => (running = null)))
  }

  function leave(agentId: string) {
    if (screens.get(agentId) !== 0) return
    screens.delete(agentId)
    if (!stopped) void sync()
  }
  const timer = setInterval(sync, beat).unref()
  return {
    join(agentId) {
      const before = screens.get(agentId)
      screens.set(agentId, (before ?? 0) + 1)
      if (before === undefined) void sync()
      let open = true
      return () => {
        if (!open) return
        open = false
        screens.set(agentId, (screens.get(agentId) ?? 1) - 1)
        setTimeout(leave, settle, agentId).unref()
      }
    },
    async stop() {
      stopped = true
      clearInterval(timer)
      await running
      screens.clear()
      await sync()
    },
  }
}
