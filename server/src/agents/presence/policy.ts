import type { AgentViewer, Viewer } from '../../context.ts'
import { ForbiddenError } from '../../errors.ts'
import { signedIn } from '../../viewer.ts'
import { isAtLeast, mayEditAgent } from '../policy.ts'

/** Whether the viewer may set what this person does: themselves, and those they may change. */
export const maySetPresenceOf: typeof mayEditAgent = mayEditAgent

/** Whether the viewer may read what was said to a person when their state was set, and the log of their states. */
export const maySeePresenceOf = (viewer: Viewer, agentId: string): boolean =>
  viewer?.kind === 'agent' && (viewer.agentId === agentId || isAtLeast(viewer, 'supervisor'))

/** Whether the viewer may create and change the reasons that agents choose from. */
export const mayEditReasons = (viewer: Viewer): boolean => isAtLeast(viewer, 'supervisor')

/** @throws UnauthenticatedError; ForbiddenError when the viewer may not edit reasons. */
export function reasonEditor(viewer: Viewer): AgentViewer {
  const agent = signedIn(viewer)
  if (!mayEditReasons(agent)) throw new ForbiddenError('Only administrators and supervisors may change these.')
  return agent
}
