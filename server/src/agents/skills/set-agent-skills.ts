import type { Context } from '../../context.ts'
import { ForbiddenError, InvalidInputError, NotFoundError } from '../../errors.ts'
import type { SetAgentSkillsInput } from '../../graphql/gen/types.ts'
import type { Tx } from '../../platform/database.ts'
import { append } from '../../platform/events/append.ts'
import { isId } from '../../platform/ids.ts'
import { transact } from '../../platform/transaction.ts'
import { mayEditAgent, signedInAs } from '../policy.ts'
import { reachOf } from '../reach.ts'

/**
 * Says what an agent can do and how well; what is not named is taken away.
 * @throws UnauthenticatedError, ForbiddenError, NotFoundError; InvalidInputError at `skills`, such as `skills.0.level`.
 */
export async function setAgentSkills(ctx: Context, { agentId, skills }: SetAgentSkillsInput) {
  const viewer = signedInAs(ctx.viewer, 'supervisor')
  const found = isId(agentId) ? await reachOf(ctx, agentId) : null
  if (!found) throw new NotFoundError('There is nobody with this id.')
  if (!mayEditAgent(viewer, found)) throw new ForbiddenError('You may not change this person.')
  const agent = await transact(ctx, async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM agents WHERE id = ${agentId}::uuid FOR UPDATE`
    const rows = await checked(tx, skills)
    await tx.agentSkill.deleteMany({ where: { agentId } })
    await tx.agentSkill.createMany({ data: rows.map((row) => ({ agentId, ...row })) })
    await append(tx, { type: 'agent.changed', agentId: viewer.agentId, data: { agentId } })
    return tx.agent.findUniqueOrThrow({ where: { id: agentId } })
  })
  return { agent }
}

async function checked(tx: Tx, given: SetAgentSkillsInput['skills']) {
  given.forEach(({ level }, place) => {
    if (level < 1 || level > 5) throw new InvalidInputError(`skills.${place}.level`, 'A level is between 1 and 5.')
  })
  const ids = new Set(given.map(({ skillId }) => skillId))
  const known = [...ids].every(isId) ? await tx.skill.count({ where: { id: { in: [...ids] } } }) : -1
  if (known !== given.length) throw new InvalidInputError('skills', 'One of these is no skill, or stands there twice.')
  return given.map(({ skillId, level }) => ({ skillId, level }))
}
