import type { Context } from '../context.ts'
import type { CreateTeamInput } from '../graphql/gen/types.ts'
import { append } from '../platform/events/append.ts'
import { newId } from '../platform/ids.ts'
import { unlessTaken } from '../platform/taken.ts'
import { line, optionalLine } from '../platform/text.ts'
import { transact } from '../platform/transaction.ts'
import { checkedMembers } from './membership.ts'
import { signedInAs } from './policy.ts'

/** Creates a team. @throws UnauthenticatedError, ForbiddenError, InvalidInputError; ConflictError when the name is taken. */
export async function createTeam(ctx: Context, input: CreateTeamInput) {
  const { agentId } = signedInAs(ctx.viewer, 'supervisor')
  const name = line('name', input.name, 80)
  const description = optionalLine('description', input.description, 300)
  const create = () =>
    transact(ctx, async (tx) => {
      const memberIds = await checkedMembers(tx, 'memberIds', input.memberIds)
      const members = { create: memberIds.map((id) => ({ agentId: id })) }
      const created = await tx.team.create({ data: { id: newId(), name, description, members } })
      await append(tx, { type: 'directory.changed', agentId, data: { list: 'TEAMS' } })
      return created
    })
  return { team: await unlessTaken('There is a team of this name already.', create) }
}
