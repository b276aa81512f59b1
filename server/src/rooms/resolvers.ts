import { findConversation } from '../conversations/find.ts'
import { must } from '../conversations/must.ts'
import type { Resolvers } from '../graphql/gen/types.ts'
import { mutation } from '../graphql/result.ts'
import { deleteGroup, groups, saveGroup } from './groups.ts'
import { roomMessages, rooms } from './queries.ts'
import { answerHelp, markRoomSeen, sendRoomMessage } from './say.ts'

/** Groups with their senior agents, and the rooms where people ask each other. */
export const roomResolvers: Resolvers = {
  Query: {
    groups: (_root, _args, ctx) => groups(ctx),
    rooms: (_root, _args, ctx) => rooms(ctx),
    roomMessages: (_root, args, ctx) => roomMessages(ctx, { ...args, last: args.last ?? 50 }),
  },
  Mutation: {
    saveGroup: mutation('SaveGroupPayload', saveGroup),
    deleteGroup: mutation('DeleteGroupPayload', deleteGroup),
    sendRoomMessage: mutation('SendRoomMessagePayload', sendRoomMessage),
    markRoomSeen: mutation('MarkRoomSeenPayload', markRoomSeen),
    answerHelp: mutation('AnswerHelpPayload', answerHelp),
  },
  Group: {
    senior: (row, _args, ctx) => (row.seniorId ? ctx.loaders.agent.load(row.seniorId) : null),
    agents: ({ id }, _args, ctx) =>
      ctx.db.prisma.agent.findMany({ where: { groupId: id, active: true }, orderBy: { name: 'asc' } }),
  },
  Room: {
    brand: (row, _args, ctx) => (row.brandId ? ctx.loaders.brand.load(row.brandId) : null),
    senior: (row, _args, ctx) => (row.seniorId ? ctx.loaders.agent.load(row.seniorId) : null),
    queue: (row, _args, ctx) => (row.queueId ? ctx.loaders.queue.load(row.queueId) : null),
    unread: ({ lastSeq, seenSeq }) => Math.max(0, lastSeq - seenSeq),
  },
  RoomMessage: {
    at: (row) => row.createdAt,
    agent: (row, _args, ctx) => must(ctx.loaders.agent.load(row.agentId)),
    answeredBy: (row, _args, ctx) => (row.answeredById ? ctx.loaders.agent.load(row.answeredById) : null),
    conversation: (row, _args, ctx) => findConversation(ctx, row.conversationId),
  },
}
