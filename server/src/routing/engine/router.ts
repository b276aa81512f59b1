import type { Services } from '../../context.ts'
import type { StoredEvent } from '../../platform/events/event.ts'
import { isAnythingRouted } from './queues.ts'
import { runRound } from './round.ts'

/** Gives waiting conversations to agents, for as long as it runs. */
export interface Router {
  /** Something may have changed that the event log does not tell. */
  wake(): void
  stop(): Promise<void>
}

/** What can bring an offer, or make one possible. */
const moving =
  /^(conversation\.(opened|status_changed|assigned|queued)|message\.added|offer\.ended|agent\.changed|alert\.changed|directory\.changed)$/

/** A lost wake-up, or a clock that stood still, costs at most this much, in ms. */
const idle = 5000

/**
 * Starts the router of this process. It does not poll: it looks when the event log, an agent who comes or goes, or the
 * clock says that something may be different. Several processes may run it; each round is one's alone.
 */
export function startRouter(services: Services): Router {
  // A centre whose agents pick for themselves has nothing to pay for this.
  let routed: boolean | null = null
  let running: Promise<void> | null = null
  let again = false
  let stopped = false
  let timer: NodeJS.Timeout | undefined

  async function look() {
    do {
      again = false
      routed ??= await isAnythingRouted(services.db.prisma)
      plan(routed ? await runRound(services) : null)
    } while (again && !stopped)
  }

  function plan(next: number | null) {
    clearTimeout(timer)
    if (stopped) return
    const wait = next === null ? idle : Math.min(idle, Math.max(0, next - services.clock.now().getTime()))
    timer = setTimeout(wake, wait).unref()
  }

  function wake() {
    if (stopped) return
    if (running) return void (again = true)
    running = look()
      .catch((error: unknown) => {
        services.log.error({ err: error }, 'a round of routing failed; it is tried again')
        plan(services.clock.now().getTime() + 1000)
      })
      .finally(() => {
        running = null
        if (again) wake()
      })
  }

  function heard(events: StoredEvent[]) {
    if (events.some(({ type }) => type === 'directory.changed')) routed = null
    if (routed !== false && events.some(({ type }) => moving.test(type))) wake()
  }
  const stopListening = services.tail.listen(heard)
  wake()
  return {
    wake,
    async stop() {
      stopped = true
      clearTimeout(timer)
      stopListening()
      await running
    },
  }
}
