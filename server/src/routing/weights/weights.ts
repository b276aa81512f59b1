import type { ChannelKind, ChannelWeight } from '@switchboard/prisma'
import { signedInAs } from '../../agents/policy.ts'
import type { Context } from '../../context.ts'
import { InvalidInputError } from '../../errors.ts'
import { append } from '../../platform/events/append.ts'
import { transact } from '../../platform/transaction.ts'
import { signedIn } from '../../viewer.ts'

/** What one conversation of each kind of channel weighs. @throws UnauthenticatedError. */
export async function channelWeights({ db, viewer }: Context): Promise<ChannelWeight[]> {
  signedIn(viewer)
  return db.prisma.channelWeight.findMany({ orderBy: { kind: 'asc' } })
}

type Change = { kind: ChannelKind } & { [Field in keyof Omit<ChannelWeight, 'kind'>]?: ChannelWeight[Field] | null }

/**
 * Changes what a conversation of a kind weighs: from the next one on, since who has some goes on with what they weighed.
 * @throws UnauthenticatedError, ForbiddenError; InvalidInputError at the field.
 */
export async function updateChannelWeight(ctx: Context, { kind, units, ...flags }: Change) {
  const { agentId } = signedInAs(ctx.viewer, 'administrator')
  if (units != null && (units < 1 || units > 100)) {
    throw new InvalidInputError('units', 'A conversation weighs between 1 and 100 of the 100 units of an agent.')
  }
  const given = Object.entries(flags).filter(([, value]) => value != null)
  const data = { ...(units == null ? {} : { units }), ...(Object.fromEntries(given) as Partial<ChannelWeight>) }
  const weight = await transact(ctx, async (tx) => {
    const changed = await tx.channelWeight.update({ where: { kind }, data })
    await append(tx, { type: 'directory.changed', agentId, data: { list: 'CHANNEL_WEIGHTS' } })
    return changed
  })
  return { weight }
}
