import type { ChannelLink } from '@switchboard/prisma'
import type { Context } from '../../context.ts'
import { ForbiddenError } from '../../errors.ts'
import type { ChannelRow } from '../../graphql/rows.ts'
import { signedIn } from '../../viewer.ts'
import { mayEditChannels } from '../policy.ts'

/** How a channel is doing; the failures themselves are read when they are asked for. */
export interface ChannelHealthRow {
  channel: ChannelRow
  connected: boolean | null
  error: string | null
  since: Date | null
  lastIn: Date | null
  lastOut: Date | null
  backlogIn: number
  backlogOut: number
  failedIn: number
  failedOut: number
}

interface Figures {
  id: string
  last_in: Date | null
  last_out: Date | null
  backlog_in: number
  backlog_out: number
  failed_in: number
  failed_out: number
}

/** How the channels of the viewer's brands are doing, those in trouble first. @throws UnauthenticatedError, ForbiddenError. */
export async function channelHealth(ctx: Context): Promise<ChannelHealthRow[]> {
  const viewer = signedIn(ctx.viewer)
  if (!mayEditChannels(viewer))
    throw new ForbiddenError('Only supervisors and administrators see how channels are doing.')
  const where = viewer.brandIds ? { brandId: { in: viewer.brandIds } } : {}
  const channels = await ctx.db.prisma.channel.findMany({ where, include: { link: true }, orderBy: { name: 'asc' } })
  const figures = await readFigures(
    ctx,
    channels.map((channel) => channel.id),
  )
  const rows = channels.map((channel) => rowOf(channel, figures.get(channel.id)))
  return rows.toSorted((a, b) => Number(inTrouble(b)) - Number(inTrouble(a)))
}

const inTrouble = (row: ChannelHealthRow) => row.connected === false || row.failedIn > 0

function rowOf(
  { link, ...channel }: ChannelRow & { link: ChannelLink | null },
  figures: Figures | undefined,
): ChannelHealthRow {
  return {
    channel,
    connected: link?.connected ?? null,
    error: link?.error ?? null,
    since: link?.since ?? null,
    lastIn: figures?.last_in ?? null,
    lastOut: figures?.last_out ?? null,
    backlogIn: figures?.backlog_in ?? 0,
    backlogOut: figures?.backlog_out ?? 0,
    failedIn: figures?.failed_in ?? 0,
    failedOut: figures?.failed_out ?? 0,
  }
}

/** Each figure is read from an index that holds only what it counts, or its newest entry. */
async function readFigures({ db, clock }: Context, ids: string[]): Promise<Map<string, Figures>> {
  const week = new Date(clock.now().getTime() - 7 * 24 * 3600 * 1000)
  const { rows } = await db.pool.query<Figures>(
    `SELECT c.id,
            (SELECT max(i.received_at) FROM inbound_items i WHERE i.channel_id = c.id) AS last_in,
            (SELECT d.updated_at FROM deliveries d WHERE d.channel_id = c.id AND d.status IN ('sent', 'delivered', 'seen')
              ORDER BY d.updated_at DESC LIMIT 1) AS last_out,
            (SELECT count(*)::int FROM inbound_items i WHERE i.channel_id = c.id AND i.due_at IS NOT NULL) AS backlog_in,
            (SELECT count(*)::int FROM deliveries d WHERE d.channel_id = c.id AND d.due_at IS NOT NULL
                AND d.status IN ('queued', 'sending', 'uncertain')) AS backlog_out,
            (SELECT count(*)::int FROM inbound_items i WHERE i.channel_id = c.id AND i.state = 'failed') AS failed_in,
            (SELECT count(*)::int FROM deliveries d WHERE d.channel_id = c.id AND d.status = 'failed'
                AND d.updated_at > $2) AS failed_out
       FROM unnest($1::uuid[]) AS c (id)`,
    [ids, week],
  )
  return new Map(rows.map((row) => [row.id, row]))
}
