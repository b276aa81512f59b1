import type { Context } from '../../context.ts'
import { ForbiddenError, NotFoundError } from '../../errors.ts'
import type { CreateChatChannelInput } from '../../graphql/gen/types.ts'
import { append } from '../../platform/events/append.ts'
import { isId } from '../../platform/ids.ts'
import { line } from '../../platform/text.ts'
import { transact } from '../../platform/transaction.ts'
import { signedIn } from '../../viewer.ts'
import { maySeeBrand } from '../../brands/policy.ts'
import { mayCreateChannels } from '../policy.ts'
import { newChatChannel } from './new-chat-channel.ts'

/** Creates a chat for a website. @throws UnauthenticatedError, ForbiddenError, NotFoundError, InvalidInputError. */
export async function createChatChannel(ctx: Context, input: CreateChatChannelInput) {
  const viewer = signedIn(ctx.viewer)
  if (!mayCreateChannels(viewer)) throw new ForbiddenError('Only administrators may create channels.')
  const brand =
    isId(input.brandId) && maySeeBrand(viewer, input.brandId) && (await ctx.loaders.brand.load(input.brandId))
  if (!brand) throw new NotFoundError('There is no such brand.')
  const name = line('name', input.name, 80)
  const channel = await transact(ctx, async (tx) => {
    const created = await tx.channel.create({ data: newChatChannel(ctx.seal, { name, brandId: brand.id }) })
    const data = { list: 'CHANNELS', channelId: created.id }
    await append(tx, { type: 'directory.changed', brandId: brand.id, agentId: viewer.agentId, data })
    return created
  })
  return { channel }
}
