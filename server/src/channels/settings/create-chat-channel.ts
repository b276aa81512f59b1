import type { Context } from '../../context.ts'
import type { CreateChatChannelInput } from '../../graphql/gen/types.ts'
import { addChannel } from './add-channel.ts'
import { newChatChannel } from './new-chat-channel.ts'

/** Creates a chat for a website. @throws UnauthenticatedError, ForbiddenError, NotFoundError, InvalidInputError. */
export function createChatChannel(ctx: Context, input: CreateChatChannelInput) {
  return addChannel(ctx, input, (about) => newChatChannel(ctx.seal, about))
}
