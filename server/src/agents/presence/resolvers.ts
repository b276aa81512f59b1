import type { ChannelKind as StoredKind, PresenceState as Stored } from '@switchboard/prisma'
import type { Context } from '../../context.ts'
import type { ChannelKind, PresenceState, Resolvers, SetPresenceInput } from '../../graphql/gen/types.ts'
import { mutation } from '../../graphql/result.ts'
import { relations } from '../relations.ts'
import { maySeePresenceOf } from './policy.ts'
import { presenceIntervals } from './queries.ts'
import { createPresenceReason, isChoosable, presenceReasons, updatePresenceReason } from './reasons.ts'
import { forcePresence, setPresence } from './set-presence.ts'
import { finishWrapUp } from './wrap-up.ts'

const shownState = (state: Stored): PresenceState => state.toUpperCase() as Uppercase<Stored>

/** What agents do now, and why. */
export const presenceResolvers: Resolvers = {
  Query: {
    presenceReasons: (_root, { includeInactive }, ctx) => presenceReasons(ctx, includeInactive === true),
    presenceIntervals: (_root, args, ctx) => presenceIntervals(ctx, args),
  },
  Mutation: {
    setPresence: mutation('SetPresencePayload', (ctx: Context, { reasonId, channelsOff }: SetPresenceInput) =>
      setPresence(ctx, { reasonId, channelsOff: channelsOff?.map((kind) => kind.toLowerCase() as StoredKind) }),
    ),
    finishWrapUp: mutation('FinishWrapUpPayload', finishWrapUp),
    forcePresence: mutation('ForcePresencePayload', forcePresence),
    createPresenceReason: mutation('CreatePresenceReasonPayload', createPresenceReason),
    updatePresenceReason: mutation('UpdatePresenceReasonPayload', updatePresenceReason),
  },
  Presence: {
    state: ({ state }) => shownState(state),
    reason: ({ reasonId }, _args, ctx) => relations(ctx).reason.load(reasonId),
    since: ({ startedAt }) => startedAt,
    by: ({ byId }, _args, ctx) => (byId ? ctx.loaders.agent.load(byId) : null),
    note: ({ agentId, note }, _args, ctx) => (maySeePresenceOf(ctx.viewer, agentId) ? note : null),
    wrapUp: ({ agentId, wrapUntil, wrapConversationId }, _args, ctx) =>
      wrapUntil && ctx.viewer?.kind === 'agent' && ctx.viewer.agentId === agentId
        ? { until: wrapUntil, conversationId: wrapConversationId }
        : null,
    channelsOff: ({ channelsOff }) => channelsOff.map((kind) => kind.toUpperCase() as ChannelKind),
  },
  WrapUp: {
    conversation: ({ conversationId }, _args, ctx) =>
      conversationId ? ctx.loaders.conversation.load(conversationId) : null,
  },
  PresenceInterval: {
    state: ({ state }) => shownState(state),
    reason: ({ reasonId }, _args, ctx) => relations(ctx).reason.load(reasonId),
    by: ({ byId }, _args, ctx) => (byId ? ctx.loaders.agent.load(byId) : null),
  },
  PresenceReason: {
    state: ({ state }) => shownState(state),
    choosable: (row) => isChoosable(row),
    active: ({ archivedAt }) => archivedAt === null,
  },
}
