import type { AgentViewer, Viewer } from '../../context.ts'
import { ForbiddenError } from '../../errors.ts'
import { signedIn } from '../../viewer.ts'
import { isAtLeast } from '../policy.ts'

/** Whether the viewer may create, rename and remove skills. */
export const mayEditSkills = (viewer: Viewer): boolean => isAtLeast(viewer, 'supervisor')

/** @throws UnauthenticatedError; ForbiddenError when the viewer may not edit skills. */
export function skillEditor(viewer: Viewer): AgentViewer {
  const agent = signedIn(viewer)
  if (!mayEditSkills(agent)) throw new ForbiddenError('Only administrators and supervisors may change skills.')
  return agent
}
