import type { Context } from '../../context.ts'
import { NotFoundError } from '../../errors.ts'
import type { UpdateQueueInput } from '../../graphql/gen/types.ts'
import type { QueueRow } from '../../graphql/rows.ts'
import { isId } from '../../platform/ids.ts'
import { unlessTaken } from '../../platform/taken.ts'
import { periodOf } from '../../platform/period.ts'
import { queueTaken } from '../../routing/queues/create-queue.ts'
import { maySeeQueue, queueEditor } from '../../routing/queues/policy.ts'
import { changeQueue } from '../../routing/queues/update-queue.ts'
import type { Day } from '../simulation/day.ts'
import type { QueueFigures } from '../simulation/figures.ts'
import type { DayFigures } from '../simulation/simulate.ts'
import { simulateInThread } from './in-thread.ts'
import { type Centre, readCentre } from './read-centre.ts'
import { type Past, readPast } from './read-past.ts'

/** What a day would have been. */
export interface Tried {
  queue: QueueRow
  figures: QueueFigures
  /** Share of their time that those who serve the queue had work; null when nobody was there. */
  occupancy: number | null
}

/** The same day as things are and as they would be, for every queue of the brand, by name. */
export interface DryRun {
  arrivals: number
  assumedPresence: boolean
  queues: { before: Tried; after: Tried }[]
}

/** Carries a result out of a transaction that must not happen. */
class Undone extends Error {
  readonly centre: Centre
  readonly queues: QueueRow[]
  constructor(centre: Centre, queues: QueueRow[]) {
    super('undone')
    this.centre = centre
    this.queues = queues
  }
}

/**
 * Replays what came in a period against a queue as it is and as it would be, both simulated. The change is made in a
 * transaction that is taken back, so that it is checked as a real one is, and read as it would be.
 * @throws UnauthenticatedError, ForbiddenError, NotFoundError; InvalidInputError at the field of the change, or `to`;
 * ConflictError when the name is taken, and while another one is under way.
 */
export async function dryRun(
  ctx: Context,
  { change, ...asked }: { change: UpdateQueueInput; from: string | Date; to: string | Date },
): Promise<DryRun> {
  const viewer = queueEditor(ctx.viewer)
  const { prisma } = ctx.db
  const period = periodOf(asked)
  const queue = isId(change.queueId) ? await prisma.queue.findUnique({ where: { id: change.queueId } }) : null
  if (!queue || !maySeeQueue(viewer, queue)) throw new NotFoundError('There is no such queue.')
  const { brandId } = queue
  const now = { centre: await readCentre(prisma, brandId), queues: await queuesOf(ctx, brandId) }
  const tried = () =>
    prisma.$transaction(async (tx) => {
      await changeQueue(tx, viewer, change)
      throw new Undone(await readCentre(tx, brandId), await tx.queue.findMany({ where: { brandId, archivedAt: null } }))
    })
  const then = await unlessTaken(queueTaken, tried).catch((error: unknown) => {
    if (error instanceof Undone) return error
    throw error
  })
  const past = await readPast(ctx.db, brandId, period)
  const days = [now.centre, then.centre].map((centre) => dayOf(past, now.centre, centre))
  const [before, after] = await simulateInThread(days)
  return {
    arrivals: past.arrivals.length,
    assumedPresence: past.assumed,
    queues: now.queues.flatMap((row) => {
      const changed = then.queues.find(({ id }) => id === row.id)
      if (!before || !after || !changed) return []
      return [{ before: triedOf(row, before, now.centre), after: triedOf(changed, after, then.centre) }]
    }),
  }
}

const queuesOf = ({ db }: Context, brandId: string) =>
  db.prisma.queue.findMany({ where: { brandId, archivedAt: null }, orderBy: [{ name: 'asc' }, { id: 'asc' }] })

/** Whoever came to the queue that their channel fed comes to the one that it would feed. */
function dayOf(past: Past, was: Centre, centre: Centre): Day {
  const known = new Set(centre.queues.map(({ id }) => id))
  return {
    queues: centre.queues,
    agents: centre.agents.map((agent) => ({ ...agent, ready: past.ready.get(agent.agentId) ?? [] })),
    arrivals: past.arrivals.flatMap(({ channelId, queueId, ...arrival }) => {
      const next = was.fed.get(channelId) === queueId ? centre.fed.get(channelId) : queueId
      return next !== undefined && known.has(next) ? [{ ...arrival, queueId: next }] : []
    }),
    answerSeconds: past.answerSeconds,
  }
}

function triedOf(queue: QueueRow, { queues, agents }: DayFigures, centre: Centre): Tried {
  const figures = queues.find(({ queueId }) => queueId === queue.id)
  if (!figures) throw new Error(`queue ${queue.id} was not simulated`)
  const serving = new Set(centre.agents.filter(({ members }) => members.has(queue.id)).map(({ agentId }) => agentId))
  const those = agents.filter(({ agentId }) => serving.has(agentId))
  const ready = those.reduce((sum, { readySeconds }) => sum + readySeconds, 0)
  const worked = those.reduce((sum, { workSeconds }) => sum + workSeconds, 0)
  return { queue, figures, occupancy: ready > 0 ? (100 * worked) / ready : null }
}
