import type { ChannelKind as StoredKind } from '@switchboard/prisma'
import { relations } from '../../agents/relations.ts'
import type { Context } from '../../context.ts'
import type { ChannelKind, Resolvers, UpdateChannelWeightInput } from '../../graphql/gen/types.ts'
import { mutation } from '../../graphql/result.ts'
import { setCapacity } from './capacity.ts'
import { channelWeights, updateChannelWeight } from './weights.ts'

/** What conversations weigh, and for how much agents have room. */
export const weightResolvers: Resolvers = {
  Query: { channelWeights: (_root, _args, ctx) => channelWeights(ctx) },
  Mutation: {
    updateChannelWeight: mutation('UpdateChannelWeightPayload', (ctx: Context, input: UpdateChannelWeightInput) =>
      updateChannelWeight(ctx, { ...input, kind: input.kind.toLowerCase() as StoredKind }),
    ),
    setCapacity: mutation('SetCapacityPayload', setCapacity),
  },
  ChannelWeight: { kind: ({ kind }) => kind.toUpperCase() as ChannelKind },
  Agent: { capacity: (row, _args, ctx) => relations(ctx).capacity.load(row.id) },
}
