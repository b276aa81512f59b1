import { relations } from '../agents/relations.ts'
import type { PresenceState, Resolvers, ServiceLevelFormula } from '../graphql/gen/types.ts'
import { agentNumbers, averageHandleTime, concurrency, occupancy, utilisation } from './agent-numbers.ts'
import { channelNumbers } from './channel-numbers.ts'
import { agentDesk, floorAgents } from './floor-agents.ts'
import { queueNow } from './queue-now.ts'
import { queueNumbers } from './queue-numbers.ts'
import { abandonRate, averageSpeedOfAnswer, type Formula, formulas, serviceLevel } from './service-level.ts'

/** How the centre is doing. */
export const resolvers: Resolvers = {
  Query: {
    queueNumbers: (_root, period, ctx) => queueNumbers(ctx, period),
    channelNumbers: (_root, period, ctx) => channelNumbers(ctx, period),
    agentNumbers: (_root, period, ctx) => agentNumbers(ctx, period),
    floorAgents: (_root, { agentIds }, ctx) => floorAgents(ctx, agentIds),
    agentDesk: (_root, { agentId }, ctx) => agentDesk(ctx, agentId),
  },
  AgentNumbers: {
    averageHandleTime,
    occupancy: ({ states }) => occupancy(states),
    utilisation: ({ states }) => utilisation(states),
    concurrency: ({ counters }) => concurrency(counters),
  },
  StateTime: {
    state: ({ state }) => state.toUpperCase() as PresenceState,
    reason: ({ reasonId }, _args, ctx) => relations(ctx).reason.load(reasonId),
  },
  Queue: {
    staffed: async (row, _args, ctx) => (await queueNow(ctx, row.id))?.staffed ?? 0,
    available: async (row, _args, ctx) => (await queueNow(ctx, row.id))?.available ?? 0,
  },
  ChannelNumbers: {
    serviceLevel: ({ counters }) => serviceLevel('SL6', counters),
    averageSpeedOfAnswer: ({ counters }) => averageSpeedOfAnswer(counters),
    abandonRate: ({ counters }) => abandonRate(counters),
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
