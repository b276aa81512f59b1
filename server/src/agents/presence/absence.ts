import type { Services } from '../../context.ts'
import { transact } from '../../platform/transaction.ts'
import { settle } from './change.ts'
import { holdDesk, releaseDesk, withdrawOffers } from './desk.ts'

/** Looks after agents whose connection is lost, for as long as it runs. */
export interface Absence {
  stop(): Promise<void>
}

/** How long a loss that others wrote may stay unseen, in ms; shorter than anybody is waited for. */
const idle = 3000

/**
 * Whoever has no screen connected for AGENT_GRACE_SECONDS is gone: offline since the connection was lost, asked nothing,
 * and their work goes to others. Any number of processes may run it.
 */
export function startAbsence(services: Services): Absence {
  const grace = services.env.AGENT_GRACE_SECONDS
  let stopped = false
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> = Promise.resolve()

  async function look() {
    const lost = await services.db.prisma.$queryRaw<{ agentId: string; left: number }[]>`
      SELECT agent_id AS "agentId",
             (1000 * extract(epoch FROM lost_at + make_interval(secs => ${grace}::int) - clock_timestamp()))::float8 AS left
        FROM presences WHERE NOT gone AND lost_at IS NOT NULL ORDER BY lost_at LIMIT 200`
    for (const { agentId } of lost.filter(({ left }) => left <= 0)) await leave(services, agentId, grace)
    plan(lost.find(({ left }) => left > 0)?.left ?? idle)
  }

  function plan(wait: number) {
    if (!stopped) timer = setTimeout(run, Math.min(idle, Math.ceil(wait))).unref()
  }

  function run() {
    running = look().catch((error: unknown) => {
      services.log.error({ err: error }, 'who is gone could not be looked up; it is tried again')
      plan(idle)
    })
  }
  run()
  return {
    async stop() {
      stopped = true
      clearTimeout(timer)
      await running
    },
  }
}

/** An agent who came back in the meantime stays. */
const leave = (services: Services, agentId: string, grace: number) =>
  transact(services, async (tx) => {
    await holdDesk(tx, agentId)
    const [gone] = await tx.$queryRaw<{ lostAt: Date }[]>`
      UPDATE presences SET gone = true
       WHERE agent_id = ${agentId}::uuid AND NOT gone
         AND lost_at <= clock_timestamp() - make_interval(secs => ${grace}::int)
      RETURNING lost_at AS "lostAt"`
    if (!gone) return
    await settle(tx, agentId, gone.lostAt)
    await withdrawOffers(tx, agentId)
    await releaseDesk(tx, agentId, null)
  })
