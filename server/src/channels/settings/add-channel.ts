import type { Prisma } from '@switchboard/prisma'
import { maySeeBrand } from '../../brands/policy.ts'
import type { Context } from '../../context.ts'
import { ForbiddenError, NotFoundError } from '../../errors.ts'
import type { ChannelRow } from '../../graphql/rows.ts'
import { append } from '../../platform/events/append.ts'
import { isId } from '../../platform/ids.ts'
import { line } from '../../platform/text.ts'
import { transact } from '../../platform/transaction.ts'
import { signedIn } from '../../viewer.ts'
import { mayCreateChannels } from '../policy.ts'

/**
 * Adds a channel to a brand; `make` is given its name and brand and answers the row to write.
 * @throws UnauthenticatedError, ForbiddenError, NotFoundError, InvalidInputError.
 */
export async function addChannel(
  ctx: Context,
  input: { name: string; brandId: string },
  make: (about: { name: string; brandId: string }) => Prisma.ChannelUncheckedCreateInput,
): Promise<{ channel: ChannelRow }> {
  const viewer = signedIn(ctx.viewer)
  if (!mayCreateChannels(viewer)) throw new ForbiddenError('Only administrators may create channels.')
  const brand =
    isId(input.brandId) && maySeeBrand(viewer, input.brandId) && (await ctx.loaders.brand.load(input.brandId))
  if (!brand) throw new NotFoundError('There is no such brand.')
  const made = make({ name: line('name', input.name, 80), brandId: brand.id })
  const channel = await transact(ctx, async (tx) => {
    const created = await tx.channel.create({ data: made })
    const data = { list: 'CHANNELS', channelId: created.id }
    await append(tx, { type: 'directory.changed', brandId: brand.id, agentId: viewer.agentId, data })
    return created
  })
  return { channel }
}
