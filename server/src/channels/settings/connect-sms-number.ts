import type { Context } from '../../context.ts'
import type { ConnectSmsNumberInput } from '../../graphql/gen/types.ts'
import { must } from '../../conversations/must.ts'
import { textsOf } from './adapters.ts'
import { asking, triedChannel } from './tried-channel.ts'

/**
 * Has the provider report a number's texts to this hub, and looks whether it does.
 * @throws UnauthenticatedError, ForbiddenError, NotFoundError; ConflictError in words when the provider refuses or cannot
 * be reached, and on a hub that carries no texts.
 */
export async function connectSmsNumber(ctx: Context, { channelId }: ConnectSmsNumberInput) {
  const channel = await triedChannel(ctx, 'sms', channelId)
  const adapter = textsOf(ctx)
  await asking(() => adapter.connectNumber(channel))
  return { channel: await must(ctx.loaders.channel.load(channel.id)), steps: await adapter.check(channel) }
}
