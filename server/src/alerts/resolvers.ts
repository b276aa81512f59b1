import type { AlertMetric, Resolvers } from '../graphql/gen/types.ts'
import { mutation } from '../graphql/result.ts'
import { must } from '../conversations/must.ts'
import { alertRules, alerts } from './queries.ts'
import { deleteAlertRule, saveAlertRule } from './save-rule.ts'

/** What is watched, and what fired. */
export const alertResolvers: Resolvers = {
  Query: {
    alertRules: (_root, _args, ctx) => alertRules(ctx),
    alerts: (_root, { first }, ctx) => alerts(ctx, first ?? 50),
  },
  Mutation: {
    saveAlertRule: mutation('SaveAlertRulePayload', saveAlertRule),
    deleteAlertRule: mutation('DeleteAlertRulePayload', deleteAlertRule),
  },
  AlertRule: {
    metric: ({ metric }) => metric.toUpperCase() as AlertMetric,
    brand: (row, _args, ctx) => must(ctx.loaders.brand.load(row.brandId)),
    queue: (row, _args, ctx) => (row.queueId ? ctx.loaders.queue.load(row.queueId) : null),
    overflowQueue: (row, _args, ctx) => (row.overflowQueueId ? ctx.loaders.queue.load(row.overflowQueueId) : null),
  },
  Alert: { firedAt: ({ firedAt, beganAt }) => firedAt ?? beganAt },
}
