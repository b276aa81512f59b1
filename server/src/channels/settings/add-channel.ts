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
 * Adds a channel to a brand; `make` answers the row to write, once it is sure that the viewer may.
 * @throws UnauthenticatedError, ForbiddenError, NotFoundError, InvalidInputError.
 */
export async function addChannel(
  ctx: Context,
  brandId: string,
  make: () => Omit<Prisma.ChannelUncheckedCreateInput, 'brandId'>,
): Promise<{ channel: ChannelRow }> {
  const viewer = signedIn(ctx.viewer)
  if (!mayCreateChannels(viewer)) throw new ForbiddenError('Only administrators may create channels.')
  const brand = isId(brandId) && maySeeBrand(viewer, brandId) && (await ctx.loaders.brand.load(brandId))
  if (!brand) throw new NotFoundError('There is no such brand.')
  const made = { ...make(), brandId }
  const channel = await transact(ctx, async (tx) => {
    const created = await tx.channel.create({ data: made })
    const data = { list: 'CHANNELS', channelId: created.id }
    await append(tx, { type: 'directory.changed', brandId, agentId: viewer.agentId, data })
    return created
  })
  return { channel }
}

/** The name that a form gave a channel, else its address. @throws InvalidInputError. */
export const nameOr = (name: string | null | undefined, address: string): string =>
  name?.trim() ? line('name', name, 80) : address.slice(0, 80)
