import type { InboundItem } from '@switchboard/prisma'
import type { Context } from '../../context.ts'
import type { ChannelHealthRow } from './health.ts'

const shown = 50

/** What came in on a channel and could not be understood, the newest first. */
export function failuresOf({ channel }: ChannelHealthRow, { db }: Context): Promise<InboundItem[]> {
  const where = { channelId: channel.id, state: 'failed' } as const
  return db.prisma.inboundItem.findMany({ where, orderBy: { receivedAt: 'desc' }, take: shown })
}
