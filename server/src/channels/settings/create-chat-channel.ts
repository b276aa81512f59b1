import type { Context } from '../../context.ts'
import type { CreateChatChannelInput } from '../../graphql/gen/types.ts'
import { line } from '../../platform/text.ts'
import { addChannel } from './add-channel.ts'
import { newChatChannel } from './new-chat-channel.ts'

/** Creates a chat for a website. @throws UnauthenticatedError, ForbiddenError, NotFoundError, InvalidInputError. */
export function createChatChannel(ctx: Context, input: CreateChatChannelInput) {
  const { brandId } = input
  return addChannel(ctx, brandId, () => newChatChannel(ctx.seal, { name: line('name', input.name, 80), brandId }))
}
