import type { Context } from '../../context.ts'
import { must } from '../../conversations/must.ts'
import type { DeskRefusal, Resolvers, WaitingCode } from '../../graphql/gen/types.ts'
import type { OfferRow } from '../../graphql/rows.ts'
import { whyConversationWaits } from './why-waiting.ts'

/** Answers to "why did I get this", "why is this still waiting" and "why not that agent". */
export const explainResolvers: Resolvers = {
  Conversation: {
    offers: (row, _args, ctx) => offersOf(ctx, row.id),
    whyWaiting: (row, _args, ctx) => whyConversationWaits(ctx, row),
  },
  WaitingReason: {
    code: ({ why }) => why.code.toUpperCase() as WaitingCode,
    count: ({ why }) => ('desks' in why ? why.desks : 'items' in why ? why.items : null),
    agent: ({ why }, _args, ctx) => ('agentId' in why ? ctx.loaders.agent.load(why.agentId) : null),
    until: ({ why }) => ('until' in why ? new Date(why.until) : null),
  },
  DeskAnswer: {
    agent: (row, _args, ctx) => must(ctx.loaders.agent.load(row.agentId)),
    refusal: (row) => (row.refusal ? (row.refusal.code.toUpperCase() as DeskRefusal) : null),
    figures: (row) => ({ ...row.refusal }),
  },
}

/** The newest first; more than these nobody reads. */
const offersOf = ({ db }: Context, conversationId: string): Promise<OfferRow[]> =>
  db.prisma.offer.findMany({ where: { conversationId }, orderBy: { offeredAt: 'desc' }, take: 20 })
