import { isAtLeast } from '../../agents/policy.ts'
import { maySeeBrand } from '../../brands/policy.ts'
import type { AgentViewer, Viewer } from '../../context.ts'
import { ForbiddenError } from '../../errors.ts'
import { signedIn } from '../../viewer.ts'

/** Whether the viewer may see a queue and what waits in it: its brand decides. */
export const maySeeQueue = (viewer: Viewer, queue: { brandId: string }): boolean => maySeeBrand(viewer, queue.brandId)

/** Whether the viewer may create, change and put away the queues they see. */
export const mayEditQueues = (viewer: Viewer): boolean => isAtLeast(viewer, 'supervisor')

/** @throws UnauthenticatedError; ForbiddenError when the viewer may not edit queues. */
export function queueEditor(viewer: Viewer): AgentViewer {
  const agent = signedIn(viewer)
  if (!mayEditQueues(agent)) throw new ForbiddenError('Only administrators and supervisors may change queues.')
  return agent
}
