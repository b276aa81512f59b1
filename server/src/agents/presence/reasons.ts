import type { PresenceReason, PresenceState } from '@switchboard/prisma'
import type { Context } from '../../context.ts'
import { ConflictError, InvalidInputError, NotFoundError } from '../../errors.ts'
import type { Tx } from '../../platform/database.ts'
import { append } from '../../platform/events/append.ts'
import { isId } from '../../platform/ids.ts'
import { unlessTaken } from '../../platform/taken.ts'
import { line } from '../../platform/text.ts'
import { transact } from '../../platform/transaction.ts'
import { signedIn } from '../../viewer.ts'
import { reasonEditor } from './policy.ts'

/** States nobody chooses: they come of what happens. */
const derived = new Set<PresenceState>(['busy', 'not_responding'])
/** States the centre cannot do without. */
const needed = new Set<PresenceState>(['available', 'wrap_up', 'not_responding', 'offline'])

/** Whether an agent may choose this reason, or be set to it. */
export const isChoosable = ({ state, archivedAt }: PresenceReason): boolean => !derived.has(state) && !archivedAt

/** The reasons: those that are built in, in the order of a day, then the centre's own by name. @throws UnauthenticatedError. */
export async function presenceReasons(ctx: Context, includeInactive: boolean): Promise<PresenceReason[]> {
  signedIn(ctx.viewer)
  return ctx.db.prisma.presenceReason.findMany({
    where: includeInactive ? {} : { archivedAt: null },
    orderBy: [{ state: 'asc' }, { name: 'asc' }],
  })
}

/** A reason that may be chosen. @throws NotFoundError; InvalidInputError at `reasonId`. */
export async function choosableReason(tx: Tx, id: string): Promise<PresenceReason> {
  const reason = isId(id) && (await tx.presenceReason.findUnique({ where: { id } }))
  if (!reason) throw noReason()
  if (!isChoosable(reason)) throw new InvalidInputError('reasonId', 'This cannot be chosen.')
  return reason
}

const taken = 'There is a reason of this name already.'
const noReason = () => new NotFoundError('There is no such reason.')

interface Rules {
  name?: string | null
  paid?: boolean | null
  /** Null: none. */
  limitMinutes?: number | null
}

/** Adds a reason of the centre's own. @throws UnauthenticatedError, ForbiddenError, InvalidInputError, ConflictError. */
export async function createPresenceReason(ctx: Context, input: Rules & { name: string }) {
  const { agentId } = reasonEditor(ctx.viewer)
  const data = { state: 'custom' as const, ...checked(input), name: line('name', input.name, 40) }
  const create = () =>
    transact(ctx, async (tx) => {
      const reason = await tx.presenceReason.create({ data })
      await tell(tx, agentId)
      return reason
    })
  return { reason: await unlessTaken(taken, create) }
}

/**
 * Changes a reason; `active: false` takes it from those that can be chosen, and who is in it stays there.
 * @throws UnauthenticatedError, ForbiddenError, NotFoundError, InvalidInputError, ConflictError.
 */
export async function updatePresenceReason(
  ctx: Context,
  { reasonId, active, ...input }: Rules & { reasonId: string; active?: boolean | null },
) {
  const { agentId } = reasonEditor(ctx.viewer)
  if (!isId(reasonId)) throw noReason()
  const update = () =>
    transact(ctx, async (tx) => {
      const before = await tx.presenceReason.findUnique({ where: { id: reasonId } })
      if (!before) throw noReason()
      if (active === false && needed.has(before.state)) {
        throw new ConflictError('A centre cannot do without this one.')
      }
      if (input.name != null && before.state !== 'custom') {
        throw new InvalidInputError('name', 'What is built in has its name in every language.')
      }
      const archivedAt = active === false ? (before.archivedAt ?? ctx.clock.now()) : null
      const data = { ...checked(input), ...(active == null ? {} : { archivedAt }) }
      const reason = await tx.presenceReason.update({ where: { id: reasonId }, data })
      await tell(tx, agentId)
      return reason
    })
  return { reason: await unlessTaken(taken, update) }
}

function checked({ name, paid, limitMinutes }: Rules) {
  if (limitMinutes != null && (limitMinutes < 1 || limitMinutes > 1440)) {
    throw new InvalidInputError('limitMinutes', 'This must be between a minute and a day.')
  }
  return {
    ...(name == null ? {} : { name: line('name', name, 40) }),
    ...(paid == null ? {} : { paid }),
    ...(limitMinutes === undefined ? {} : { limitMinutes }),
  }
}

const tell = (tx: Tx, agentId: string) =>
  append(tx, { type: 'directory.changed', agentId, data: { list: 'PRESENCE_REASONS' } })
