import type { Context } from '../../context.ts'
import type { QueueAgentRow, QueueRow, QueueWaitRow } from '../../graphql/rows.ts'
import { signedIn } from '../../viewer.ts'

/** The queues of the brands the viewer sees, by name. @throws UnauthenticatedError. */
export async function queues({ db, viewer }: Context): Promise<QueueRow[]> {
  const { brandIds } = signedIn(viewer)
  const where = { archivedAt: null, ...(brandIds && { brandId: { in: brandIds } }) }
  return db.prisma.queue.findMany({ where, orderBy: [{ name: 'asc' }, { id: 'asc' }] })
}

/** Everybody who works a queue, by name. */
export async function membersOf({ db }: Context, queueId: string): Promise<QueueAgentRow[]> {
  return db.prisma.$queryRaw<QueueAgentRow[]>`
    SELECT m.agent_id AS "agentId", m.proficiency FROM queue_members m JOIN agents a ON a.id = m.agent_id
     WHERE m.queue_id = ${queueId}::uuid ORDER BY a.name, a.id`
}

/** How many wait in a queue, and since when the longest of them has. */
export async function lineOf({ db }: Context, queueId: string): Promise<{ waiting: number; oldest: Date | null }> {
  const { _count, _min } = await db.prisma.queueEntry.aggregate({
    where: { queueId, leftAt: null },
    _count: true,
    _min: { waitingSince: true },
  })
  return { waiting: _count, oldest: _min.waitingSince }
}

/** How many wait longer in the same queue. */
export const aheadOf = ({ db }: Context, { id, queueId, waitingSince }: QueueWaitRow): Promise<number> =>
  db.prisma.queueEntry.count({ where: { queueId, leftAt: null, waitingSince: { lt: waitingSince }, id: { not: id } } })
