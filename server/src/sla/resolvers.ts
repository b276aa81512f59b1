import type { Resolvers, SlaKind, SlaOutcome } from '../graphql/gen/types.ts'
import { mutation } from '../graphql/result.ts'
import { shownConditions } from '../routing/rules/stored.ts'
import { saveSlaPolicies, slaPolicies } from './policies.ts'
import { conditionsOf } from './sync.ts'

/** What is promised to customers, and until when. */
export const slaResolvers: Resolvers = {
  Query: { slaPolicies: (_root, _args, ctx) => slaPolicies(ctx) },
  Mutation: { saveSlaPolicies: mutation('SaveSlaPoliciesPayload', saveSlaPolicies) },
  BrandSla: { version: ({ brand }) => brand.slaVersion },
  SlaPolicy: { conditions: (row) => shownConditions(conditionsOf(row)) },
  SlaClock: {
    kind: ({ kind }) => kind.toUpperCase() as SlaKind,
    outcome: ({ outcome }) => (outcome ? (outcome.toUpperCase() as SlaOutcome) : null),
    policy: ({ policyName }) => policyName,
    leftSeconds: ({ runningSince, endedAt, targetSeconds, usedSeconds }) =>
      runningSince || endedAt ? null : Math.max(0, Math.round(targetSeconds - usedSeconds)),
    dueAt: ({ runningSince, endedAt, dueAt }) => (runningSince || endedAt ? dueAt : null),
    warnAt: ({ runningSince, endedAt, warnAt }) => (runningSince || endedAt ? warnAt : null),
  },
  Conversation: {
    due: ({ id }, _args, ctx) => ctx.loaders.due.load(id),
    clocks: async ({ id }, _args, ctx) => {
      const where = { conversationId: id }
      const orderBy = [{ startedAt: 'desc' }, { id: 'desc' }] as const
      const rows = await ctx.db.prisma.slaClock.findMany({
        where,
        orderBy: [...orderBy],
        take: 20,
        include: { policy: true },
      })
      return rows.map(({ policy, ...row }) => ({ ...row, policyName: policy?.name ?? null }))
    },
  },
}
