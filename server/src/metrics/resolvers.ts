import type { Resolvers, ServiceLevelFormula } from '../graphql/gen/types.ts'
import { floorAgents } from './floor-agents.ts'
import { queueNumbers } from './queue-numbers.ts'
import { abandonRate, averageSpeedOfAnswer, type Formula, formulas, serviceLevel } from './service-level.ts'

/** How the centre is doing. */
export const resolvers: Resolvers = {
  Query: {
    queueNumbers: (_root, period, ctx) => queueNumbers(ctx, period),
    floorAgents: (_root, _args, ctx) => floorAgents(ctx),
  },
  QueueNumbers: {
    serviceLevel: ({ queue, counters }) => serviceLevel(queue.formula as Formula, counters),
    serviceLevels: ({ counters }) =>
      (Object.keys(formulas) as Formula[]).map((formula) => ({
        formula: formula satisfies ServiceLevelFormula,
        percent: serviceLevel(formula, counters),
      })),
    averageSpeedOfAnswer: ({ counters }) => averageSpeedOfAnswer(counters),
    abandonRate: ({ counters }) => abandonRate(counters),
    medianWait: ({ waits }) => waits?.half ?? null,
    ninetiethWait: ({ waits }) => waits?.most ?? null,
    intervals: ({ queue, intervals }) =>
      intervals.map(({ start, ...counters }) => ({
        start,
        counters,
        serviceLevel: serviceLevel(queue.formula as Formula, counters),
      })),
  },
}
