import type { Role } from '@switchboard/prisma'
import type { AgentViewer, Viewer } from '../context.ts'
import { ForbiddenError } from '../errors.ts'
import { signedIn } from '../viewer.ts'

const ranks: Record<Role, number> = { agent: 0, senior: 1, supervisor: 2, administrator: 3 }

/** Whether `role` is at least `least`. */
export const atLeast = (role: Role, least: Role): boolean => ranks[role] >= ranks[least]

/** Whether the viewer is a person of the centre whose role is at least `least`. */
export const isAtLeast = (viewer: Viewer, least: Role): viewer is AgentViewer =>
  viewer?.kind === 'agent' && atLeast(viewer.role, least)

/** @throws UnauthenticatedError; ForbiddenError when the viewer's role is below `least`. */
export function signedInAs(viewer: Viewer, least: Role): AgentViewer {
  const agent = signedIn(viewer)
  if (!atLeast(agent.role, least)) throw new ForbiddenError('Your role does not allow this.')
  return agent
}

/** What a person may see of the centre: brands they are limited to, null for all. */
type Reach = readonly string[] | null

/** Whether all of `inner` lies within `outer`. */
const within = (inner: Reach, outer: Reach): boolean =>
  outer === null || (inner !== null && inner.every((id) => outer.includes(id)))

/** Whether the viewer may give somebody a role: administrators any, supervisors those below their own. */
export function mayGiveRole(viewer: Viewer, role: Role): boolean {
  return isAtLeast(viewer, 'administrator') || (isAtLeast(viewer, 'supervisor') && !atLeast(role, 'supervisor'))
}

/** Whether the viewer may ask people to join, and see who was asked. */
export const mayInvite = (viewer: Viewer): boolean => isAtLeast(viewer, 'supervisor')

/** Whether the viewer may invite with this role and reach; no more than that, or they could accept it themselves. */
export function mayInviteAs(viewer: Viewer, role: Role, brandIds: Reach): boolean {
  return mayGiveRole(viewer, role) && viewer?.kind === 'agent' && within(brandIds, viewer.brandIds)
}

/** Whether the viewer may change this person: nobody whose role or reach is above their own. */
export function mayEditAgent(viewer: Viewer, agent: { role: Role; brandIds: Reach }): boolean {
  return mayInviteAs(viewer, agent.role, agent.brandIds)
}

/** Whether the viewer may see the address a person signs in with. */
export const maySeeEmail = (viewer: Viewer, agentId: string): boolean =>
  viewer?.kind === 'agent' && (viewer.agentId === agentId || isAtLeast(viewer, 'supervisor'))

/** Whether the viewer may see whether a person has a second factor. */
export const maySeeTwoFactor = (viewer: Viewer, agentId: string): boolean =>
  viewer?.kind === 'agent' && (viewer.agentId === agentId || isAtLeast(viewer, 'administrator'))

/** Whether the viewer may create, change and remove teams. */
export const mayEditTeams = (viewer: Viewer): boolean => isAtLeast(viewer, 'supervisor')
