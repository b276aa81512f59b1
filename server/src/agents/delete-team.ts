import type { Context } from '../context.ts'
import { NotFoundError } from '../errors.ts'
import type { DeleteTeamInput } from '../graphql/gen/types.ts'
import { append } from '../platform/events/append.ts'
import { isId } from '../platform/ids.ts'
import { transact } from '../platform/transaction.ts'
import { signedInAs } from './policy.ts'

/**
 * Removes a team; its conversations stay with whoever has them, and say that they lost the team.
 * @throws UnauthenticatedError, ForbiddenError, NotFoundError.
 */
export async function deleteTeam(ctx: Context, { teamId }: DeleteTeamInput) {
  const { agentId } = signedInAs(ctx.viewer, 'supervisor')
  if (!isId(teamId)) throw noTeam()
  await transact(ctx, async (tx) => {
    // Held first, so that nothing is given to it in this moment.
    await tx.$queryRaw`SELECT 1 FROM teams WHERE id = ${teamId}::uuid FOR UPDATE`
    const rows = await tx.conversation.findMany({
      where: { teamId, status: { not: 'closed' } },
      select: { id: true, brandId: true, contactId: true, assigneeId: true },
    })
    const { count } = await tx.team.deleteMany({ where: { id: teamId } })
    if (count === 0) throw noTeam()
    const lost = rows.map(({ id, brandId, contactId, assigneeId }) => ({
      type: 'conversation.assigned',
      brandId,
      conversationId: id,
      contactId,
      agentId,
      data: { from: { agentId: assigneeId, teamId }, to: { agentId: assigneeId, teamId: null } },
    }))
    await append(tx, { type: 'directory.changed', agentId, data: { list: 'TEAMS' } }, ...lost)
  })
  return { teamId }
}

const noTeam = () => new NotFoundError('There is no such team.')
