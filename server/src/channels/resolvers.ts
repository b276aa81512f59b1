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
import { checkEmailChannel } from './settings/check-email-channel.ts'
import { checkSmsChannel } from './settings/check-sms-channel.ts'
import { connectSmsNumber } from './settings/connect-sms-number.ts'
import { createChatChannel } from './settings/create-chat-channel.ts'
import { createEmailChannel } from './settings/create-email-channel.ts'
import { createSmsChannel } from './settings/create-sms-channel.ts'
import { listSmsNumbers } from './settings/list-sms-numbers.ts'
import { rotateIdentitySecret } from './settings/rotate-identity-secret.ts'
import { rotateInboundSecret } from './settings/rotate-inbound-secret.ts'
import { shownChatSettings } from './settings/shown.ts'
import { shownEmailSettings, shownSmsSettings } from './settings/shown-carried.ts'
import { updateChatChannel } from './settings/update-chat-channel.ts'
import { updateEmailChannel } from './settings/update-email-channel.ts'
import { updateSmsChannel } from './settings/update-sms-channel.ts'

/** Channels, their settings and how they are doing. */
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
    createEmailChannel: mutation('CreateEmailChannelPayload', createEmailChannel),
    updateEmailChannel: mutation('UpdateEmailChannelPayload', updateEmailChannel),
    checkEmailChannel: mutation('CheckEmailChannelPayload', checkEmailChannel),
    rotateInboundSecret: mutation('RotateInboundSecretPayload', rotateInboundSecret),
    createSmsChannel: mutation('CreateSmsChannelPayload', createSmsChannel),
    updateSmsChannel: mutation('UpdateSmsChannelPayload', updateSmsChannel),
    checkSmsChannel: mutation('CheckSmsChannelPayload', checkSmsChannel),
    listSmsNumbers: mutation('ListSmsNumbersPayload', listSmsNumbers),
    connectSmsNumber: mutation('ConnectSmsNumberPayload', connectSmsNumber),
  },
  ChannelHealth: { failures: (row, _args, ctx) => failuresOf(row, ctx) },
  InboundFailure: { reason: (row) => row.reason ?? '' },
  Channel: {
    kind: (row): ChannelKind => row.kind.toUpperCase() as Uppercase<StoredKind>,
    brand: (row, _args, ctx) => must(ctx.loaders.brand.load(row.brandId)),
    pull: (row) => capabilitiesOf(row).pull,
    chat: (row, _args, ctx) => shownChatSettings(ctx, row),
    email: (row, _args, ctx) => shownEmailSettings(ctx, row),
    sms: (row, _args, ctx) => shownSmsSettings(ctx, row),
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
