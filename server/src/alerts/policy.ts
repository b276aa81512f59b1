import { isAtLeast } from '../agents/policy.ts'
import type { AgentViewer, Viewer } from '../context.ts'
import { ForbiddenError } from '../errors.ts'
import { signedIn } from '../viewer.ts'

/** Whether the viewer may read alerts, and say what is watched. */
export const mayEditAlerts = (viewer: Viewer): boolean => isAtLeast(viewer, 'supervisor')

/** @throws UnauthenticatedError; ForbiddenError when the viewer may not. */
export function alertEditor(viewer: Viewer): AgentViewer {
  const agent = signedIn(viewer)
  if (!mayEditAlerts(agent)) throw new ForbiddenError('Only administrators and supervisors are told what is watched.')
  return agent
}
