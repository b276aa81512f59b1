import type { Resolvers } from '../graphql/gen/types.ts'
import { countInbox } from './counts.ts'
import { listInbox } from './list.ts'

/** What an agent works through. */
export const resolvers: Resolvers = {
  Query: {
    inbox: (_root, args, ctx) => listInbox(ctx, args),
    inboxCounts: (_root, _args, ctx) => countInbox(ctx),
  },
}
