import type { ChannelKind } from '@switchboard/prisma'
import type { Context } from '../../context.ts'
import { ForbiddenError, NotFoundError } from '../../errors.ts'
import { isId } from '../../platform/ids.ts'
import { optionalLine } from '../../platform/text.ts'
import { transact } from '../../platform/transaction.ts'
import { signedIn } from '../../viewer.ts'
import { signedInAs } from '../policy.ts'
import { reachOf } from '../reach.ts'
import { changePresence } from './change.ts'
import { maySetPresenceOf } from './policy.ts'
import { choosableReason } from './reasons.ts'

/**
 * Says what the viewer does now, and which channels they take no work of.
 * @throws UnauthenticatedError; NotFoundError, InvalidInputError (the reason).
 */
export async function setPresence(
  ctx: Context,
  { reasonId, channelsOff }: { reasonId?: string | null; channelsOff?: ChannelKind[] | null },
) {
  const { agentId } = signedIn(ctx.viewer)
  await transact(ctx, async (tx) => {
    const reason = reasonId == null ? null : await choosableReason(tx, reasonId)
    await changePresence(tx, agentId, {
      ...(reason && { reason }),
      ...(channelsOff && { channelsOff: [...new Set(channelsOff)].toSorted() }),
    })
  })
  return { agent: await person(ctx, agentId) }
}

/**
 * Sets what another person does, with a word to them; who did it stands in the log of their states.
 * @throws UnauthenticatedError, ForbiddenError, NotFoundError; InvalidInputError (the reason, the note).
 */
export async function forcePresence(
  ctx: Context,
  { agentId, reasonId, note }: { agentId: string; reasonId: string; note?: string | null },
) {
  const viewer = signedInAs(ctx.viewer, 'supervisor')
  const found = isId(agentId) ? await reachOf(ctx, agentId) : null
  if (!found) throw new NotFoundError('There is nobody with this id.')
  if (!maySetPresenceOf(viewer, found)) throw new ForbiddenError('You may not set the state of this person.')
  const said = optionalLine('note', note ?? '', 500)
  await transact(ctx, async (tx) => {
    const reason = await choosableReason(tx, reasonId)
    await changePresence(tx, agentId, { reason, byId: viewer.agentId, ...(said && { note: said }) })
  })
  return { agent: await person(ctx, agentId) }
}

const person = ({ db }: Context, id: string) => db.prisma.agent.findUniqueOrThrow({ where: { id } })
