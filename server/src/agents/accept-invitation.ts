import type { Context } from '../context.ts'
import { ConflictError, NotFoundError } from '../errors.ts'
import type { AcceptInvitationInput } from '../graphql/gen/types.ts'
import type { InvitationRow } from '../graphql/rows.ts'
import type { Tx } from '../platform/database.ts'
import { append } from '../platform/events/append.ts'
import { newId } from '../platform/ids.ts'
import { line } from '../platform/text.ts'
import { transact } from '../platform/transaction.ts'
import { checkPassword, createCredentials, hashed } from './credentials.ts'
import { invitationTokens } from './invitation-token.ts'
import { lockPeople } from './people-lock.ts'

/**
 * Joins with an invitation; its link works once, also when it is opened many times at the same moment.
 * @throws NotFoundError when the link is wrong, used, taken back or too old; InvalidInputError; ConflictError when the
 * address has come to belong to somebody.
 */
export async function acceptInvitation(ctx: Context, input: AcceptInvitationInput) {
  const invitation = await findInvitation(ctx, input.token)
  if (!invitation) throw gone()
  const name = line('name', input.name, 80)
  checkPassword(input.password)
  const passwordHash = await hashed(input.password)
  const agent = await transact(ctx, async (tx) => {
    await lockPeople(tx)
    const { count } = await tx.invitation.updateMany({
      where: { id: invitation.id, acceptedAt: null },
      data: { acceptedAt: ctx.clock.now() },
    })
    if (count === 0) throw gone()
    const joined = await join(tx, invitation, { name, passwordHash })
    const lists = ['INVITATIONS', 'TEAMS'].map((list) => ({ type: 'directory.changed', data: { list } }))
    await append(tx, { type: 'agent.changed', agentId: joined.id, data: { agentId: joined.id } }, ...lists)
    return joined
  })
  return { agent }
}

/** An invitation that can still be used, by the secret of its link. */
export async function findInvitation(ctx: Context, token: string): Promise<InvitationRow | null> {
  if (!/^[\w-]{32}$/.test(token)) return null
  const where = { tokenHash: invitationTokens.hash(ctx, token), acceptedAt: null, expiresAt: { gt: ctx.clock.now() } }
  return ctx.db.prisma.invitation.findUnique({ where })
}

async function join(tx: Tx, invitation: InvitationRow, person: { name: string; passwordHash: string }) {
  const { email, role, brandIds } = invitation
  if (await tx.user.findUnique({ where: { email } }))
    throw new ConflictError('Somebody with this address works here already.')
  const userId = await createCredentials(tx, { ...person, email })
  const teams = await tx.team.findMany({ where: { id: { in: invitation.teamIds } }, select: { id: true } })
  return tx.agent.create({
    data: {
      id: newId(),
      userId,
      name: person.name,
      role,
      teams: { create: teams.map(({ id }) => ({ teamId: id })) },
      brands: { create: brandIds.map((brandId) => ({ brandId })) },
    },
  })
}

const gone = () => new NotFoundError('This invitation was used, taken back, or is too old. Ask for a new one.')
