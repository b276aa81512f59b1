import type { Context } from '../context.ts'
import { NotFoundError } from '../errors.ts'
import type { UpdateTeamInput } from '../graphql/gen/types.ts'
import { append } from '../platform/events/append.ts'
import { isId } from '../platform/ids.ts'
import { unlessTaken } from '../platform/taken.ts'
import { line, optionalLine } from '../platform/text.ts'
import { transact } from '../platform/transaction.ts'
import { checkedMembers } from './membership.ts'
import { signedInAs } from './policy.ts'

/**
 * Changes a team's name, description or members.
 * @throws UnauthenticatedError, ForbiddenError, NotFoundError, InvalidInputError; ConflictError when the name is taken.
 */
export async function updateTeam(ctx: Context, { teamId, ...input }: UpdateTeamInput) {
  const { agentId } = signedInAs(ctx.viewer, 'supervisor')
  if (!isId(teamId)) throw noTeam()
  const data = {
    ...(input.name == null ? {} : { name: line('name', input.name, 80) }),
    ...(input.description == null ? {} : { description: optionalLine('description', input.description, 300) }),
  }
  const update = () =>
    transact(ctx, async (tx) => {
      await tx.$queryRaw`SELECT 1 FROM teams WHERE id = ${teamId}::uuid FOR UPDATE`
      if (!(await tx.team.findUnique({ where: { id: teamId } }))) throw noTeam()
      if (input.memberIds) {
        const memberIds = await checkedMembers(tx, 'memberIds', input.memberIds)
        // Those who were removed from the centre stay, so that they are back in the team when they return.
        await tx.teamMember.deleteMany({ where: { teamId, agentId: { notIn: memberIds }, agent: { active: true } } })
        await tx.teamMember.createMany({ data: memberIds.map((id) => ({ teamId, agentId: id })), skipDuplicates: true })
      }
      const changed = await tx.team.update({ where: { id: teamId }, data })
      await append(tx, { type: 'directory.changed', agentId, data: { list: 'TEAMS' } })
      return changed
    })
  return { team: await unlessTaken('There is a team of this name already.', update) }
}

const noTeam = () => new NotFoundError('There is no such team.')
