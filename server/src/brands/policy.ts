import type { Viewer } from '../context.ts'
import { isAtLeast } from '../agents/policy.ts'
import { seesBrand } from '../viewer.ts'

/** Whether the viewer may see a brand and what belongs to it. */
export const maySeeBrand = (viewer: Viewer, brandId: string): boolean =>
  viewer?.kind === 'agent' && seesBrand(viewer, brandId)

/** Whether the viewer may create brands. */
export const mayCreateBrands = (viewer: Viewer): boolean => isAtLeast(viewer, 'administrator')

/** Whether the viewer may change the brands they see. */
export const mayEditBrands = (viewer: Viewer): boolean => isAtLeast(viewer, 'supervisor')
