import type { ChannelKind as StoredKind } from '@switchboard/prisma'
import type { Context } from '../context.ts'
import { must } from '../conversations/must.ts'
import type { ChannelKind, Resolvers } from '../graphql/gen/types.ts'
import { mutation } from '../graphql/result.ts'
import { isId } from '../platform/ids.ts'
import { signedIn } from '../viewer.ts'
import { capabilitiesOf } from './capabilities.ts'
import { failuresOf } from './health/failures.ts'
import { channelHealth } from './health/health.ts'
import { runInboundAgain } from './health/run-again.ts'
import { maySeeChannel } from './policy.ts'
import { createChatChannel } from './settings/create-chat-channel.ts'
import { rotateIdentitySecret } from './settings/rotate-identity-secret.ts'
import { shownChatSettings } from './settings/shown.ts'
import { updateChatChannel } from './settings/update-chat-channel.ts'

/** Channels and the settings of chats. */
export const resolvers: Resolvers = {
  Query: {
    channels: (_root, _args, ctx) => channels(ctx),
    channel: (_root, { id }, ctx) => channel(ctx, id),
    channelHealth: (_root, _args, ctx) => channelHealth(ctx),
  },
  Mutation: {
    createChatChannel: mutation('CreateChatChannelPayload', createChatChannel),
    updateChatChannel: mutation('UpdateChatChannelPayload', updateChatChannel),
    runInboundAgain: mutation('RunInboundAgainPayload', runInboundAgain),
    rotateIdentitySecret: mutation('RotateIdentitySecretPayload', rotateIdentitySecret),
  },
  ChannelHealth: { failures: (row, _args, ctx) => failuresOf(row, ctx) },
  InboundFailure: { reason: (row) => row.reason ?? '' },
  Channel: {
    kind: (row): ChannelKind => row.kind.toUpperCase() as Uppercase<StoredKind>,
    brand: (row, _args, ctx) => must(ctx.loaders.brand.load(row.brandId)),
    pull: (row) => capabilitiesOf(row).pull,
    chat: (row, _args, ctx) => shownChatSettings(ctx, row),
  },
}

function channels({ db, viewer }: Context) {
  const { brandIds } = signedIn(viewer)
  return db.prisma.channel.findMany({ where: brandIds ? { brandId: { in: brandIds } } : {}, orderBy: { name: 'asc' } })
}

async function channel(ctx: Context, id: string) {
  const viewer = signedIn(ctx.viewer)
  const row = isId(id) ? await ctx.loaders.channel.load(id) : null
  return row && maySeeChannel(viewer, row) ? row : null
}
