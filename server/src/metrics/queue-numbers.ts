import { signedInAs } from '../agents/policy.ts'
import type { Context } from '../context.ts'
import type { QueueRow } from '../graphql/rows.ts'
import { queues } from '../routing/queues/queries.ts'
import { sumOf, type WaitCounters } from './counters.ts'
import { type Period, periodOf } from '../platform/period.ts'
import { queueIntervals, type QueueInterval, type QueueWaits, queueWaits } from './queue-waits.ts'
import { recently } from './recent.ts'

/** How a queue did in a period. */
export interface QueueNumbers {
  queue: QueueRow
  counters: WaitCounters
  intervals: QueueInterval[]
  waits: QueueWaits | null
}

interface Found {
  intervals: Map<string, QueueInterval[]>
  waits: Map<string, QueueWaits>
}

/**
 * How the queues of the brands the viewer sees did in a period, by their names.
 * @throws UnauthenticatedError; ForbiddenError; InvalidInputError for a period that is none, or too long.
 */
export async function queueNumbers(ctx: Context, asked: { from: string | Date; to: string | Date }) {
  signedInAs(ctx.viewer, 'supervisor')
  const period = periodOf(asked)
  const [all, found] = await Promise.all([queues(ctx), read(ctx, period)])
  return all.map((queue): QueueNumbers => {
    const intervals = found.intervals.get(queue.id) ?? []
    return { queue, counters: sumOf(intervals), intervals, waits: found.waits.get(queue.id) ?? null }
  })
}

function read({ db }: Context, period: Period): Promise<Found> {
  return recently(db, `queues ${period.from.toISOString()} ${period.to.toISOString()}`, async () => {
    const [intervals, waits] = await Promise.all([queueIntervals(db, period), queueWaits(db, period)])
    return {
      intervals: Map.groupBy(intervals, (one) => one.queueId),
      waits: new Map(waits.map((one) => [one.queueId, one])),
    }
  })
}
