import type { Context } from '../../context.ts'
import type { CheckEmailChannelInput } from '../../graphql/gen/types.ts'
import { mailOf } from './adapters.ts'
import { mailboxWith } from './mailbox.ts'
import { triedChannel } from './tried-channel.ts'

/**
 * Tries a mailbox out as a form gives it; what is left out is taken from the channel. Nothing is saved, no mail is sent.
 * @throws UnauthenticatedError, ForbiddenError, NotFoundError; InvalidInputError at the field; ConflictError on a hub
 * that carries no mail.
 */
export async function checkEmailChannel(ctx: Context, { channelId, ...given }: CheckEmailChannelInput) {
  const channel = await triedChannel(ctx, 'email', channelId)
  const tried = { ...channel, ...mailboxWith(channel, given) } as typeof channel
  return { steps: await mailOf(ctx).check(tried) }
}
