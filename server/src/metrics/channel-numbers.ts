import { signedInAs } from '../agents/policy.ts'
import type { Context } from '../context.ts'
import type { ChannelRow } from '../graphql/rows.ts'
import { type Period, periodOf } from '../platform/period.ts'
import { sumOf, type WaitCounters } from './counters.ts'
import { channelWaits } from './queue-waits.ts'
import { recently } from './recent.ts'

/** How those who came by a channel fared in a period, in all of its queues. */
export interface ChannelNumbers {
  channel: ChannelRow
  counters: WaitCounters
}

/**
 * How the channels of the brands the viewer sees did in a period, by their names; those by which nobody came are left out.
 * @throws UnauthenticatedError; ForbiddenError; InvalidInputError for a period that is none, or too long.
 */
export async function channelNumbers(ctx: Context, asked: { from: string | Date; to: string | Date }) {
  const { brandIds } = signedInAs(ctx.viewer, 'supervisor')
  const found = new Map((await read(ctx, periodOf(asked))).map(({ channelId, ...counters }) => [channelId, counters]))
  const channels = await ctx.db.prisma.channel.findMany({
    where: { id: { in: [...found.keys()] }, ...(brandIds && { brandId: { in: brandIds } }) },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  })
  return channels.map((channel): ChannelNumbers => ({ channel, counters: found.get(channel.id) ?? sumOf([]) }))
}

const read = ({ db }: Context, period: Period) =>
  recently(db, `channels ${period.from.toISOString()} ${period.to.toISOString()}`, () => channelWaits(db, period))
