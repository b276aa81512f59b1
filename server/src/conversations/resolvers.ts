import type { ConversationStatus as Status, Priority } from '@switchboard/prisma'
import { followMerged } from '../contacts/find.ts'
import { timelineOf } from '../contacts/timeline.ts'
import type { ConversationStatus, MessageKind, Priority as ShownPriority, Resolvers } from '../graphql/gen/types.ts'
import { must } from './must.ts'
import { attachmentUrl } from './attachments/url.ts'
import { contentOf, recipientsOf } from './content.ts'
import { findConversation } from './find.ts'
import { hasRemotePictures } from './letter-page.ts'
import { goesOnIn } from './goes-on-in.ts'
import { messagesOf } from './messages.ts'
import { mutations } from './mutations.ts'
import { conversationsOf } from './of-contact.ts'
import { replyWays } from './outgoing/ways.ts'
import { clientIdOf } from './say.ts'

const shown = <Name extends string>(name: Name) => name.toUpperCase() as Uppercase<Name>

/** Conversations, what was said in them, and what agents do with them. */
export const resolvers: Resolvers = {
  Query: { conversation: (_root, { id }, ctx) => findConversation(ctx, id) },
  Mutation: mutations,
  Conversation: {
    brand: (row, _args, ctx) => must(ctx.loaders.brand.load(row.brandId)),
    channel: (row, _args, ctx) => must(ctx.loaders.channel.load(row.channelId)),
    contact: (row, _args, ctx) => must(followMerged(ctx, row.contactId)),
    status: (row): ConversationStatus => shown<Status>(row.status),
    priority: (row): ShownPriority => shown<Priority>(row.priority),
    assignee: (row, _args, ctx) => (row.assigneeId ? ctx.loaders.agent.load(row.assigneeId) : null),
    team: (row, _args, ctx) => (row.teamId ? ctx.loaders.team.load(row.teamId) : null),
    labels: (row, _args, ctx) => ctx.loaders.labels.load(row.id),
    lastMessage: (row) =>
      row.lastSeq > 0 ? { text: row.lastMessageText, kind: shown(row.lastMessageKind) as MessageKind } : null,
    formAnswers: (row) => ({ ...(row.formAnswers as Record<string, unknown>) }),
    previous: (row, _args, ctx) => findConversation(ctx, row.previousId),
    replyWays,
    goesOnIn: (row, _args, ctx) => goesOnIn(ctx, row),
    messages: (row, args, ctx) => messagesOf(ctx, row, { ...args, last: args.last ?? 50 }),
    timeline: (row, args, ctx) => timelineOf(ctx, { conversationId: row.id }, { ...args, first: args.first ?? 50 }),
  },
  Message: {
    clientId: clientIdOf,
    kind: (row): MessageKind => shown(row.kind),
    agent: (row, _args, ctx) => (row.agentId ? ctx.loaders.agent.load(row.agentId) : null),
    channel: (row, _args, ctx) => must(ctx.loaders.channel.load(row.channelId)),
    content: contentOf,
    attachments: (row, _args, ctx) => ctx.loaders.attachments.load(row.id),
    at: (row) => row.createdAt,
  },
  MessageContent: {
    remotePictures: (row) => hasRemotePictures(row.html),
    from: (row) => recipientsOf(row).from ?? null,
    replyTo: (row) => recipientsOf(row).replyTo ?? null,
    to: (row) => recipientsOf(row).to ?? [],
    cc: (row) => recipientsOf(row).cc ?? [],
    bcc: (row) => recipientsOf(row).bcc ?? [],
  },
  Attachment: {
    url: (row, _args, ctx) => attachmentUrl(ctx, row, 'file'),
    thumbnailUrl: (row, _args, ctx) => (row.thumbnailKey ? attachmentUrl(ctx, row, 'thumbnail') : null),
  },
  Contact: {
    conversations: (row, args, ctx) => conversationsOf(ctx, row.id, { ...args, first: args.first ?? 20 }),
  },
}
