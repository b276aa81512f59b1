import { relations } from '../../agents/relations.ts'
import { must } from '../../conversations/must.ts'
import type { Resolvers } from '../../graphql/gen/types.ts'
import { mutation } from '../../graphql/result.ts'
import { routing } from './queries.ts'
import { saveRouting } from './save-rules.ts'
import { asRule, shownConditions } from './stored.ts'

/** Which queue new conversations come to. */
export const ruleResolvers: Resolvers = {
  Query: { routing: (_root, _args, ctx) => routing(ctx) },
  Mutation: { saveRouting: mutation('SaveRoutingPayload', saveRouting) },
  BrandRouting: { version: ({ brand }) => brand.rulesVersion },
  RoutingRule: {
    conditions: (row) => shownConditions(asRule(row).conditions),
    queue: (row, _args, ctx) => must(ctx.loaders.queue.load(row.queueId)),
    skills: (row, _args, ctx) =>
      asRule(row).skills.map(async ({ id, level }) => ({ skill: await relations(ctx).skill.load(id), level })),
  },
  Conversation: {
    placedBy: async (row, _args, ctx) =>
      (await ctx.db.prisma.placement.findUnique({ where: { conversationId: row.id } }))?.ruleName ?? null,
  },
}
