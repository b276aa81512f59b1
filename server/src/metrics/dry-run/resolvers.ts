import type { Resolvers } from '../../graphql/gen/types.ts'
import { mutation } from '../../graphql/result.ts'
import { abandonRate, averageSpeedOfAnswer, type Formula, serviceLevel } from '../service-level.ts'
import { dryRun } from './dry-run.ts'

/** The figure of which this share of the sorted ones is at most as large; null when there are none. */
const percentile = (sorted: readonly number[], share: number): number | null =>
  sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? null

/** What would have been. */
export const dryRunResolvers: Resolvers = {
  Query: { dryRun: mutation('DryRun', dryRun) },
  DryRunQueue: { queue: ({ before }) => before.queue },
  TriedQueue: {
    counters: ({ figures }) => figures.counters,
    serviceLevel: ({ queue, figures }) => serviceLevel(queue.formula as Formula, figures.counters),
    averageSpeedOfAnswer: ({ figures }) => averageSpeedOfAnswer(figures.counters),
    medianWait: ({ figures }) => percentile(figures.waits, 0.5),
    ninetiethWait: ({ figures }) => percentile(figures.waits, 0.9),
    abandonRate: ({ figures }) => abandonRate(figures.counters),
  },
}
