import type { Brand, Channel, ChannelKind, Prisma } from '@switchboard/prisma'
import type { AgentViewer, Context } from '../../context.ts'
import { ForbiddenError, NotFoundError } from '../../errors.ts'
import { append } from '../../platform/events/append.ts'
import { isId } from '../../platform/ids.ts'
import { transact } from '../../platform/transaction.ts'
import { signedIn } from '../../viewer.ts'
import { mayEditChannels, maySeeChannel } from '../policy.ts'

/**
 * Changes a channel while nobody else does. `decide` is given it as it is and answers what to write.
 * @throws UnauthenticatedError; ForbiddenError; NotFoundError when there is none of the kind that the viewer may see.
 */
export async function changeChannel(
  ctx: Context,
  kind: ChannelKind,
  channelId: string,
  decide: (channel: Channel & { brand: Brand }, viewer: AgentViewer) => Prisma.ChannelUpdateInput,
) {
  const viewer = signedIn(ctx.viewer)
  if (!mayEditChannels(viewer)) throw new ForbiddenError('Only administrators and supervisors may change channels.')
  if (!isId(channelId)) throw noChannel()
  const channel = await transact(ctx, async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM channels WHERE id = ${channelId}::uuid FOR UPDATE`
    const row = await tx.channel.findUnique({ where: { id: channelId }, include: { brand: true } })
    if (!row || row.kind !== kind || !maySeeChannel(viewer, row)) throw noChannel()
    const changed = await tx.channel.update({ where: { id: channelId }, data: decide(row, viewer) })
    const data = { list: 'CHANNELS', channelId }
    await append(tx, { type: 'directory.changed', brandId: row.brandId, agentId: viewer.agentId, data })
    return changed
  })
  return { channel }
}

const noChannel = () => new NotFoundError('There is no such channel.')
