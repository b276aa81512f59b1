import { isAtLeast } from '../agents/policy.ts'
import type { Viewer } from '../context.ts'

/** Whether the viewer may see how the centre is doing: the queues of the brands they see, and who works them. */
export const mayWatch = (viewer: Viewer): boolean => isAtLeast(viewer, 'supervisor')
