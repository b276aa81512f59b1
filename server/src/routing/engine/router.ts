import type { Services } from '../../context.ts'
import type { StoredEvent } from '../../platform/events/event.ts'
import { type Loop, startLoop } from '../../platform/loop.ts'
import { isAnythingRouted } from './queues.ts'
import { runRound } from './round.ts'

/** What can bring an offer, or make one possible. */
const moving =
  /^(conversation\.(opened|status_changed|assigned|queued)|message\.added|offer\.ended|agent\.changed|alert\.changed|directory\.changed)$/

/** A lost wake-up, or a clock that stood still, costs at most this much, in ms. */
const idle = 5000

/**
 * Starts the router of this process, which gives waiting conversations to agents. It does not poll: it looks when the
 * event log, an agent who comes or goes, or the clock says that something may be different. Several processes may run it;
 * each round is one's alone.
 */
export function startRouter(services: Services): Loop {
  // A centre whose agents pick for themselves has nothing to pay for this.
  let routed: boolean | null = null

  async function look() {
    routed ??= await isAnythingRouted(services.db.prisma)
    const next = routed ? await runRound(services) : null
    return next === null ? null : next - services.clock.now().getTime()
  }
  const loop = startLoop({ what: 'routing', look, idle, log: services.log })

  function heard(events: StoredEvent[]) {
    if (events.some(({ type }) => type === 'directory.changed')) routed = null
    if (routed !== false && events.some(({ type }) => moving.test(type))) loop.wake()
  }
  const stopListening = services.tail.listen(heard)
  return {
    wake: loop.wake,
    stop() {
      stopListening()
      return loop.stop()
    },
  }
}
