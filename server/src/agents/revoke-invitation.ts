import type { Context } from '../context.ts'
import { ForbiddenError, NotFoundError } from '../errors.ts'
import type { RevokeInvitationInput } from '../graphql/gen/types.ts'
import { append } from '../platform/events/append.ts'
import { isId } from '../platform/ids.ts'
import { transact } from '../platform/transaction.ts'
import { mayInviteAs, signedInAs } from './policy.ts'

/**
 * Takes an invitation back. @throws UnauthenticatedError; ForbiddenError for one the viewer could not have sent;
 * NotFoundError when it is used or gone.
 */
export async function revokeInvitation(ctx: Context, { invitationId }: RevokeInvitationInput) {
  const viewer = signedInAs(ctx.viewer, 'supervisor')
  if (!isId(invitationId)) throw gone()
  await transact(ctx, async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM invitations WHERE id = ${invitationId}::uuid FOR UPDATE`
    const row = await tx.invitation.findUnique({ where: { id: invitationId, acceptedAt: null } })
    if (!row) throw gone()
    if (!mayInviteAs(viewer, row.role, row.brandIds.length > 0 ? row.brandIds : null)) {
      throw new ForbiddenError('This invitation gives more than you could give.')
    }
    await tx.invitation.delete({ where: { id: invitationId } })
    await append(tx, { type: 'directory.changed', agentId: viewer.agentId, data: { list: 'INVITATIONS' } })
  })
  return { invitationId }
}

const gone = () => new NotFoundError('There is no such invitation, or it was used.')
