import type { Context } from '../context.ts'
import { must } from '../conversations/must.ts'
import type { OfferState, Resolvers, ServiceLevelFormula } from '../graphql/gen/types.ts'
import type { ConversationRow } from '../graphql/rows.ts'
import { mutation } from '../graphql/result.ts'
import { moveToQueue } from './move-to-queue.ts'
import { acceptOffer } from './offers/accept-offer.ts'
import { declineOffer } from './offers/decline-offer.ts'
import { openOffers } from './offers/queries.ts'
import { archiveQueue } from './queues/archive-queue.ts'
import { createQueue } from './queues/create-queue.ts'
import { aheadOf, lineOf, membersOf, queues } from './queues/queries.ts'
import { setQueueCrisis } from './queues/crisis.ts'
import { updateQueue } from './queues/update-queue.ts'

/** Where conversations wait for an agent. */
export const resolvers: Resolvers = {
  Query: { queues: (_root, _args, ctx) => queues(ctx), openOffers: (_root, _args, ctx) => openOffers(ctx) },
  Mutation: {
    createQueue: mutation('CreateQueuePayload', createQueue),
    updateQueue: mutation('UpdateQueuePayload', updateQueue),
    setQueueCrisis: mutation('SetQueueCrisisPayload', setQueueCrisis),
    archiveQueue: mutation('ArchiveQueuePayload', archiveQueue),
    acceptOffer: mutation('AcceptOfferPayload', acceptOffer),
    declineOffer: mutation('DeclineOfferPayload', declineOffer),
    moveToQueue: mutation('MoveToQueuePayload', moveToQueue),
  },
  Queue: {
    brand: (row, _args, ctx) => must(ctx.loaders.brand.load(row.brandId)),
    formula: (row) => row.formula as ServiceLevelFormula,
    teams: (row, _args, ctx) => ctx.db.prisma.queueTeam.findMany({ where: { queueId: row.id } }),
    agents: (row, _args, ctx) => ctx.db.prisma.queueAgent.findMany({ where: { queueId: row.id } }),
    members: (row, _args, ctx) => membersOf(ctx, row.id),
    channels: (row, _args, ctx) =>
      ctx.db.prisma.channel.findMany({ where: { queueId: row.id }, orderBy: [{ name: 'asc' }, { id: 'asc' }] }),
    waiting: async (row, _args, ctx) => (await lineOf(ctx, row.id)).waiting,
    oldestWaitingSince: async (row, _args, ctx) => (await lineOf(ctx, row.id)).oldest,
  },
  QueueTeam: { team: (row, _args, ctx) => must(ctx.loaders.team.load(row.teamId)) },
  QueueAgent: { agent: (row, _args, ctx) => must(ctx.loaders.agent.load(row.agentId)) },
  QueueWait: {
    queue: (row, _args, ctx) => must(ctx.loaders.queue.load(row.queueId)),
    ahead: (row, _args, ctx) => aheadOf(ctx, row),
  },
  Offer: {
    conversation: (row, _args, ctx) => must(ctx.loaders.conversation.load(row.conversationId)),
    queue: (row, _args, ctx) => must(ctx.loaders.queue.load(row.queueId)),
    agent: (row, _args, ctx) => must(ctx.loaders.agent.load(row.agentId)),
    state: (row) => row.state.toUpperCase() as OfferState,
  },
  Conversation: {
    wait: (row, _args, ctx) => ctx.loaders.wait.load(row.id),
    queue: async (row, _args, ctx) => must(ctx.loaders.queue.load(await queueIdOf(ctx, row))),
  },
}

async function queueIdOf(ctx: Context, row: ConversationRow): Promise<string> {
  if (row.queueId) return row.queueId
  return (await must(ctx.loaders.channel.load(row.channelId))).queueId ?? ''
}
