import type { Context } from '../../context.ts'
import type { CheckSmsChannelInput } from '../../graphql/gen/types.ts'
import { textsOf } from './adapters.ts'
import { numberWith } from './number.ts'
import { triedChannel } from './tried-channel.ts'

/**
 * Tries a number out, with what a form gave in place of what is stored. Nothing is saved.
 * @throws UnauthenticatedError, ForbiddenError, NotFoundError; InvalidInputError at the field; ConflictError on a hub
 * that carries no texts.
 */
export async function checkSmsChannel(ctx: Context, { channelId, ...given }: CheckSmsChannelInput) {
  const channel = await triedChannel(ctx, 'sms', channelId)
  const tried = { ...channel, ...numberWith(channel, given) } as typeof channel
  return { steps: await textsOf(ctx).check(tried) }
}
