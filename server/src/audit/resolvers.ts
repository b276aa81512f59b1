import { must } from '../conversations/must.ts'
import type { Resolvers } from '../graphql/gen/types.ts'
import { mutation } from '../graphql/result.ts'
import { joinConversation } from './join.ts'
import { looks } from './log.ts'

/** Who looks into the conversations of others, and who comes to help. */
export const auditResolvers: Resolvers = {
  Query: { looks: (_root, args, ctx) => looks(ctx, { ...args, first: args.first ?? 50 }) },
  Mutation: { joinConversation: mutation('JoinConversationPayload', joinConversation) },
  Look: {
    agent: (row, _args, ctx) => must(ctx.loaders.agent.load(row.agentId)),
    owner: (row, _args, ctx) => must(ctx.loaders.agent.load(row.ownerId)),
    conversation: (row, _args, ctx) => must(ctx.loaders.conversation.load(row.conversationId)),
  },
}
