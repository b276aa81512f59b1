import type { Skill } from '@switchboard/prisma'
import type { Context } from '../../context.ts'
import { ConflictError, NotFoundError } from '../../errors.ts'
import type { Tx } from '../../platform/database.ts'
import { append } from '../../platform/events/append.ts'
import { isId } from '../../platform/ids.ts'
import { unlessTaken } from '../../platform/taken.ts'
import { line } from '../../platform/text.ts'
import { transact } from '../../platform/transaction.ts'
import { signedIn } from '../../viewer.ts'
import { skillEditor } from './policy.ts'

/** The skills of the centre, by name. @throws UnauthenticatedError. */
export async function skills({ db, viewer }: Context): Promise<Skill[]> {
  signedIn(viewer)
  return db.prisma.skill.findMany({ orderBy: [{ name: 'asc' }, { id: 'asc' }] })
}

/** Adds a skill. @throws UnauthenticatedError, ForbiddenError, InvalidInputError; ConflictError when the name is taken. */
export function createSkill(ctx: Context, input: { name: string }) {
  const { agentId } = skillEditor(ctx.viewer)
  const name = line('name', input.name, 50)
  return named(ctx, agentId, (tx) => tx.skill.create({ data: { name } }))
}

/** @throws UnauthenticatedError, ForbiddenError, NotFoundError, InvalidInputError; ConflictError when the name is taken. */
export function renameSkill(ctx: Context, input: { skillId: string; name: string }) {
  const { agentId } = skillEditor(ctx.viewer)
  const name = line('name', input.name, 50)
  return named(ctx, agentId, async (tx) => {
    await existing(tx, input.skillId)
    return tx.skill.update({ where: { id: input.skillId }, data: { name } })
  })
}

/**
 * Removes a skill, also from whoever has it.
 * @throws UnauthenticatedError, ForbiddenError, NotFoundError; ConflictError while a rule asks for it.
 */
export async function deleteSkill(ctx: Context, { skillId }: { skillId: string }) {
  const { agentId } = skillEditor(ctx.viewer)
  await transact(ctx, async (tx) => {
    await existing(tx, skillId)
    const [rule] = await tx.$queryRaw<{ name: string }[]>`
      SELECT name FROM routing_rules WHERE skills @> ${JSON.stringify([{ id: skillId }])}::jsonb ORDER BY name LIMIT 1`
    if (rule) throw new ConflictError(`The rule “${rule.name}” asks for this skill: change it first.`)
    await tx.skill.delete({ where: { id: skillId } })
    await tell(tx, agentId)
  })
  return { skillId }
}

function named(ctx: Context, agentId: string, write: (tx: Tx) => Promise<Skill>) {
  const work = () =>
    transact(ctx, async (tx) => {
      const skill = await write(tx)
      await tell(tx, agentId)
      return { skill }
    })
  return unlessTaken('There is a skill of this name already.', work)
}

async function existing(tx: Tx, id: string) {
  if (!isId(id)) throw noSkill()
  const [held] = await tx.$queryRaw<unknown[]>`SELECT 1 FROM skills WHERE id = ${id}::uuid FOR UPDATE`
  if (!held) throw noSkill()
}

const tell = (tx: Tx, agentId: string) => append(tx, { type: 'directory.changed', agentId, data: { list: 'SKILLS' } })
const noSkill = () => new NotFoundError('There is no such skill.')
