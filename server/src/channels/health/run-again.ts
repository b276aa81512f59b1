import type { Context } from '../../context.ts'
import { ConflictError, ForbiddenError, NotFoundError } from '../../errors.ts'
import type { RunInboundAgainInput } from '../../graphql/gen/types.ts'
import { isId } from '../../platform/ids.ts'
import { signedIn } from '../../viewer.ts'
import { mayEditChannels, maySeeChannel } from '../policy.ts'

/**
 * Has what could not be understood tried again at once; pressed twice it is tried once.
 * @throws UnauthenticatedError, ForbiddenError, NotFoundError; ConflictError when there is nothing left to try.
 */
export async function runInboundAgain(ctx: Context, { inboundId }: RunInboundAgainInput) {
  const viewer = signedIn(ctx.viewer)
  const { prisma } = ctx.db
  const item = isId(inboundId) ? await prisma.inboundItem.findUnique({ where: { id: inboundId } }) : null
  const channel = item && (await ctx.loaders.channel.load(item.channelId))
  if (!channel || !maySeeChannel(viewer, channel)) throw new NotFoundError('There is no such failure.')
  if (!mayEditChannels(viewer)) throw new ForbiddenError('Only supervisors and administrators may try it again.')
  const data = { state: 'received' as const, dueAt: ctx.clock.now(), attempts: 0 }
  const { count } = await prisma.inboundItem.updateMany({ where: { id: inboundId, state: 'failed' }, data })
  if (count === 0) throw new ConflictError('It is being tried, or was understood already.')
  ctx.wake.signal('inbound', null)
  return { channel }
}
