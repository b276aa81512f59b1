import type { Group } from '@switchboard/prisma'
import { signedInAs } from '../agents/policy.ts'
import type { Context } from '../context.ts'
import { InvalidInputError, NotFoundError } from '../errors.ts'
import type { SaveGroupInput } from '../graphql/gen/types.ts'
import type { Tx } from '../platform/database.ts'
import { append } from '../platform/events/append.ts'
import { isId, newId } from '../platform/ids.ts'
import { unlessTaken } from '../platform/taken.ts'
import { line } from '../platform/text.ts'
import { transact } from '../platform/transaction.ts'

const most = 50

/** The groups of the centre, by name. @throws UnauthenticatedError, ForbiddenError. */
export async function groups({ db, viewer }: Context): Promise<Group[]> {
  signedInAs(viewer, 'supervisor')
  return db.prisma.group.findMany({ orderBy: [{ name: 'asc' }, { id: 'asc' }] })
}

/**
 * Saves a group; without an id it is a new one. An agent sits in one group: those named here leave theirs.
 * @throws UnauthenticatedError, ForbiddenError, NotFoundError; InvalidInputError at the field; ConflictError when the name
 * is taken.
 */
export async function saveGroup(ctx: Context, input: SaveGroupInput) {
  const viewer = signedInAs(ctx.viewer, 'supervisor')
  const name = line('name', input.name, 50)
  const agentIds = [...new Set(input.agentIds)]
  if (agentIds.length > most) throw new InvalidInputError('agentIds', `A group has at most ${most} agents.`)
  const save = () =>
    transact(ctx, async (tx) => {
      const id = input.id == null ? newId() : (await existing(tx, input.id)).id
      await checkPeople(tx, 'agentIds', agentIds)
      if (input.seniorId != null) await checkPeople(tx, 'seniorId', [input.seniorId])
      const data = { name, seniorId: input.seniorId ?? null }
      const group = await tx.group.upsert({ where: { id }, create: { id, ...data }, update: data })
      await tx.agent.updateMany({ where: { groupId: id, id: { notIn: agentIds } }, data: { groupId: null } })
      await tx.agent.updateMany({ where: { id: { in: agentIds } }, data: { groupId: id } })
      await tell(tx, viewer.agentId)
      return group
    })
  return { group: await unlessTaken('There is a group of this name already.', save) }
}

/** Removes a group with its room. @throws UnauthenticatedError, ForbiddenError, NotFoundError. */
export async function deleteGroup(ctx: Context, { groupId }: { groupId: string }) {
  const viewer = signedInAs(ctx.viewer, 'supervisor')
  await transact(ctx, async (tx) => {
    await existing(tx, groupId)
    await tx.group.delete({ where: { id: groupId } })
    await tell(tx, viewer.agentId)
  })
  return { groupId }
}

async function existing(tx: Tx, id: string): Promise<Group> {
  const group = isId(id) ? await tx.group.findUnique({ where: { id } }) : null
  if (!group) throw new NotFoundError('There is no such group.')
  return group
}

async function checkPeople(tx: Tx, field: string, ids: readonly string[]) {
  const known = ids.every(isId) ? await tx.agent.count({ where: { id: { in: [...ids] }, active: true } }) : -1
  if (known < ids.length) throw new InvalidInputError(field, 'One of these no longer works here.')
}

const tell = (tx: Tx, agentId: string) => append(tx, { type: 'directory.changed', agentId, data: { list: 'GROUPS' } })
