import type { Services } from '../../context.ts'
import { transact } from '../../platform/transaction.ts'
import { settle } from './change.ts'
import { holdDesk, releaseDesk, withdrawOffers } from './desk.ts'
import type { Loop } from '../../platform/loop.ts'
import { startDue } from './due.ts'

/**
 * Whoever has no screen connected for AGENT_GRACE_SECONDS is gone: offline since the connection was lost, asked nothing,
 * and their work goes to others.
 */
export function startAbsence(services: Services): Loop {
  const grace = services.env.AGENT_GRACE_SECONDS
  return startDue(services, {
    what: 'who is gone',
    // Whoever lost a hub that was started again has as long to come back to it.
    begin: grace * 1000,
    find: () => services.db.prisma.$queryRaw`
      SELECT agent_id AS "agentId",
             (1000 * extract(epoch FROM lost_at + make_interval(secs => ${grace}::int) - clock_timestamp()))::float8 AS left
        FROM presences WHERE NOT gone AND lost_at IS NOT NULL ORDER BY lost_at LIMIT 200`,
    happen: (agentId) => leave(services, agentId, grace),
  })
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
