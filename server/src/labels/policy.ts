import type { AgentViewer, Viewer } from '../context.ts'
import { isAtLeast } from '../agents/policy.ts'
import { ForbiddenError } from '../errors.ts'
import { signedIn } from '../viewer.ts'

/** Whether the viewer may create, change and remove labels. */
export const mayEditLabels = (viewer: Viewer): boolean => isAtLeast(viewer, 'supervisor')

/** @throws UnauthenticatedError; ForbiddenError when the viewer may not edit labels. */
export function labelEditor(viewer: Viewer): AgentViewer {
  const agent = signedIn(viewer)
  if (!mayEditLabels(agent)) throw new ForbiddenError('Only administrators and supervisors may change labels.')
  return agent
}
