import { capabilitiesOf } from '../../channels/capabilities.ts'
import { maySeeChannel } from '../../channels/policy.ts'
import type { Context } from '../../context.ts'
import { refusedFor } from '../../contacts/consent.ts'
import type { ChannelRow, ConversationRow } from '../../graphql/rows.ts'
import { subjectFor } from './letter.ts'
import { holdOf } from './post.ts'
import { usualRecipients } from './recipients.ts'
import type { Way } from './way.ts'

/** The channels an answer can go out on: the conversation's own first, then those of the brand that providers carry. */
export async function replyWays(row: ConversationRow, _args: unknown, ctx: Context) {
  const { viewer } = ctx
  const found = await ctx.db.prisma.channel.findMany({
    where: { OR: [{ id: row.channelId }, { brandId: row.brandId, enabled: true, kind: { in: ['email', 'sms'] } }] },
    orderBy: { name: 'asc' },
  })
  const own = (channel: ChannelRow) => Number(channel.id === row.channelId)
  const usable = found.filter((channel) => maySeeChannel(viewer, channel)).toSorted((a, b) => own(b) - own(a))
  return Promise.all(usable.map((channel) => wayOf(ctx, row, { ...channel, can: capabilitiesOf(channel) })))
}

async function wayOf(ctx: Context, row: ConversationRow, way: Way) {
  const { can } = way
  const { to, cc } = await usualRecipients(ctx.db.prisma, row, way)
  const addresses = [...to, ...cc].map((one) => one.address)
  return {
    channel: way,
    to,
    cc,
    subject: subjectFor(way, null, row),
    letters: can.letters,
    maxLength: can.maxLength,
    undoSeconds: holdOf(way) / 1000,
    refusal: can.pull ? null : await refusalOf(ctx, way, addresses),
    warning: await warningOf(ctx, addresses),
  }
}

async function refusalOf(ctx: Context, way: Way, addresses: string[]): Promise<string | null> {
  if (!way.enabled) return 'This channel is switched off.'
  return addresses.length === 0 ? null : refusedFor(ctx.db, way.id, addresses)
}

async function warningOf({ db }: Context, addresses: string[]): Promise<string | null> {
  if (addresses.length === 0) return null
  const where = { value: { in: addresses }, flaggedAt: { not: null } }
  const flagged = await db.prisma.identity.findFirst({ where, select: { value: true, flaggedReason: true } })
  return flagged && `Messages to ${flagged.value} came back: ${flagged.flaggedReason}`
}
