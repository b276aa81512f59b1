import type { Context } from '../context.ts'
import { signedIn } from '../viewer.ts'
import { findInvitation } from './accept-invitation.ts'
import { signedInAs } from './policy.ts'
import { shownRole } from './types.ts'

/** The signed-in agent; null when nobody is. */
export async function viewer(ctx: Context) {
  return ctx.viewer?.kind === 'agent' ? ctx.loaders.agent.load(ctx.viewer.agentId) : null
}

/** Everyone in the centre, by name. @throws UnauthenticatedError. */
export async function agents(ctx: Context, includeInactive: boolean) {
  signedIn(ctx.viewer)
  return ctx.db.prisma.agent.findMany({
    where: includeInactive ? {} : { active: true },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  })
}

/** All teams, by name. @throws UnauthenticatedError. */
export async function teams(ctx: Context) {
  signedIn(ctx.viewer)
  return ctx.db.prisma.team.findMany({ orderBy: { name: 'asc' } })
}

/** Who was asked to join and has not yet, the newest first. @throws UnauthenticatedError, ForbiddenError. */
export async function invitations(ctx: Context) {
  signedInAs(ctx.viewer, 'supervisor')
  const where = { acceptedAt: null, expiresAt: { gt: ctx.clock.now() } }
  return ctx.db.prisma.invitation.findMany({ where, orderBy: { createdAt: 'desc' } })
}

/** What an invitation's link opens; null when it cannot be used. The link is proof enough. */
export async function invitationPreview(ctx: Context, token: string) {
  const found = await findInvitation(ctx, token)
  if (!found) return null
  const brand = await ctx.db.prisma.brand.findFirst({ orderBy: { createdAt: 'asc' }, select: { name: true } })
  return { email: found.email, role: shownRole(found.role), centre: brand?.name ?? 'Switchboard' }
}
