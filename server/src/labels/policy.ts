import type { Viewer } from '../context.ts'
import { isAtLeast } from '../agents/policy.ts'

/** Whether the viewer may create, change and remove labels. */
export const mayEditLabels = (viewer: Viewer): boolean => isAtLeast(viewer, 'supervisor')
