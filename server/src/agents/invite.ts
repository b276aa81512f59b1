import type { Role } from '@switchboard/prisma'
import type { Context } from '../context.ts'
import { ConflictError, ForbiddenError, InvalidInputError } from '../errors.ts'
import type { InvitationRow } from '../graphql/rows.ts'
import type { Tx } from '../platform/database.ts'
import { append } from '../platform/events/append.ts'
import { newId } from '../platform/ids.ts'
import { transact } from '../platform/transaction.ts'
import { signedInAs, mayInviteAs } from './policy.ts'
import { checkedEmail } from './credentials.ts'
import { invitationLink, invitationTokens } from './invitation-token.ts'
import { checkedBrands, checkedTeams } from './membership.ts'
import { lockPeople } from './people-lock.ts'

/** How long a link works, in ms. */
const lifetime = 7 * 24 * 3600 * 1000

interface Invite {
  email: string
  role: Role
  teamIds: string[]
  brandIds: string[]
}

/**
 * Asks somebody to join, by mail. @throws UnauthenticatedError; ForbiddenError for a role or a reach above the viewer's
 * own; InvalidInputError; ConflictError when they work here or were asked already.
 */
export async function inviteAgent(ctx: Context, input: Invite) {
  const viewer = signedInAs(ctx.viewer, 'supervisor')
  const email = checkedEmail(input.email)
  if (input.role === 'administrator' && input.brandIds.length > 0) throw unlimited()
  if (!mayInviteAs(viewer, input.role, input.brandIds.length > 0 ? input.brandIds : null)) {
    throw new ForbiddenError('You cannot give a role or brands beyond your own.')
  }
  const invitation = await transact(ctx, async (tx) => {
    await lockPeople(tx)
    const teamIds = await checkedTeams(tx, 'teamIds', input.teamIds)
    const brandIds = await checkedBrands(tx, 'brandIds', input.brandIds)
    await refuseKnown(tx, email, ctx.clock.now())
    const id = newId()
    const createdAt = ctx.clock.now()
    const expiresAt = new Date(createdAt.getTime() + lifetime)
    const token = invitationTokens.create(ctx, id)
    const data = {
      id,
      email,
      role: input.role,
      teamIds,
      brandIds,
      ...token,
      invitedById: viewer.agentId,
      createdAt,
      expiresAt,
    }
    const row = await tx.invitation.create({ data })
    await append(tx, { type: 'directory.changed', agentId: viewer.agentId, data: { list: 'INVITATIONS' } })
    return row
  })
  await sendInvitation(ctx, invitation, viewer.name)
  return { invitation }
}

/** Limits of an administrator would be for show: they could lift them. */
export const unlimited = () => new InvalidInputError('brandIds', 'An administrator works for all brands.')

async function refuseKnown(tx: Tx, email: string, now: Date) {
  const user = await tx.user.findUnique({ where: { email }, include: { agent: true } })
  if (user?.agent?.active === false) {
    throw new ConflictError('This address belongs to somebody who was removed. Make them active again instead.')
  }
  if (user) throw new ConflictError('Somebody with this address works here already.')
  const where = { email, acceptedAt: null }
  await tx.invitation.deleteMany({ where: { ...where, expiresAt: { lte: now } } })
  const asked = await tx.invitation.findFirst({ where })
  if (asked) throw new ConflictError('This address was asked already. Take that invitation back to send a new one.')
}

/** The invitation stands with its link to copy, also when mail is away for the moment. */
async function sendInvitation(ctx: Context, invitation: InvitationRow, inviter: string): Promise<void> {
  const text = [
    `${inviter} asks you to join them at Switchboard.`,
    'Choose your name and a password here within seven days:',
    invitationLink(ctx, invitation),
  ].join('\n\n')
  await ctx.mail
    .send({ to: invitation.email, subject: `${inviter} invites you to Switchboard`, text })
    .catch((error) => ctx.log.warn({ err: error, invitationId: invitation.id }, 'an invitation could not be mailed'))
}
