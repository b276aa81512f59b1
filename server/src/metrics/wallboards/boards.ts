import type { Wallboard } from '@switchboard/prisma'
import { signedInAs } from '../../agents/policy.ts'
import { knownBrand } from '../../brands/known-brand.ts'
import { knownQueues } from '../../brands/known-parts.ts'
import { maySeeBrand } from '../../brands/policy.ts'
import type { AgentViewer, Context } from '../../context.ts'
import { InvalidInputError, NotFoundError } from '../../errors.ts'
import type { SaveWallboardInput } from '../../graphql/gen/types.ts'
import type { Tx } from '../../platform/database.ts'
import { append } from '../../platform/events/append.ts'
import { isId, newId } from '../../platform/ids.ts'
import { line } from '../../platform/text.ts'
import { transact } from '../../platform/transaction.ts'
import { wallboardTokens } from './token.ts'

/** The boards of the brands the viewer sees, by name. @throws UnauthenticatedError, ForbiddenError. */
export async function wallboards({ db, viewer }: Context): Promise<Wallboard[]> {
  const { brandIds } = signedInAs(viewer, 'supervisor')
  const where = brandIds ? { brandId: { in: brandIds } } : {}
  return db.prisma.wallboard.findMany({ where, orderBy: [{ name: 'asc' }, { id: 'asc' }] })
}

/**
 * Saves a board; without an id it is a new one, with a link of its own.
 * @throws UnauthenticatedError, ForbiddenError, NotFoundError; InvalidInputError at the field.
 */
export async function saveWallboard(ctx: Context, input: SaveWallboardInput) {
  const viewer = signedInAs(ctx.viewer, 'supervisor')
  const board = await transact(ctx, async (tx) => {
    const before = input.id == null ? null : await existing(tx, viewer, input.id)
    const brandId = before?.brandId ?? (await knownBrand(tx, viewer, input.brandId))
    const data = await checked(tx, brandId, input)
    const id = before?.id ?? newId()
    const saved = before
      ? await tx.wallboard.update({ where: { id }, data })
      : await tx.wallboard.create({ data: { id, brandId, ...data, ...wallboardTokens.create(ctx, id) } })
    await tell(tx, saved, viewer)
    return saved
  })
  return { board }
}

/** Gives a board a new link; the old one shows nothing any more. @throws as `deleteWallboard`. */
export async function rotateWallboard(ctx: Context, { wallboardId }: { wallboardId: string }) {
  const viewer = signedInAs(ctx.viewer, 'supervisor')
  const board = await transact(ctx, async (tx) => {
    const { id } = await existing(tx, viewer, wallboardId)
    const rotated = await tx.wallboard.update({ where: { id }, data: wallboardTokens.create(ctx, id) })
    await tell(tx, rotated, viewer)
    return rotated
  })
  return { board }
}

/** Removes a board: its link shows nothing any more. @throws UnauthenticatedError, ForbiddenError, NotFoundError. */
export async function deleteWallboard(ctx: Context, { wallboardId }: { wallboardId: string }) {
  const viewer = signedInAs(ctx.viewer, 'supervisor')
  await transact(ctx, async (tx) => {
    const board = await existing(tx, viewer, wallboardId)
    await tx.wallboard.delete({ where: { id: board.id } })
    await tell(tx, board, viewer)
  })
  return { wallboardId }
}

async function existing(tx: Tx, viewer: AgentViewer, id: string): Promise<Wallboard> {
  const board = isId(id) ? await tx.wallboard.findUnique({ where: { id } }) : null
  if (!board || !maySeeBrand(viewer, board.brandId)) throw new NotFoundError('There is no such board.')
  return board
}

async function checked(tx: Tx, brandId: string, input: SaveWallboardInput) {
  const { amberSeconds, redSeconds, sound } = input
  const queueIds = await knownQueues(tx, brandId, input.queueIds)
  for (const [field, value] of [
    ['amberSeconds', amberSeconds],
    ['redSeconds', redSeconds],
  ] as const) {
    if (value < 1 || value > 86_400) throw new InvalidInputError(field, 'This must be between a second and a day.')
  }
  if (amberSeconds >= redSeconds) throw new InvalidInputError('redSeconds', 'Red comes after amber.')
  return { name: line('name', input.name, 60), queueIds, amberSeconds, redSeconds, sound }
}

const tell = (tx: Tx, { brandId }: Wallboard, { agentId }: AgentViewer) =>
  append(tx, { type: 'directory.changed', brandId, agentId, data: { list: 'WALLBOARDS' } })
