import type { AgentViewer, Viewer } from './context.ts'
import { UnauthenticatedError } from './errors.ts'

/** The agent who asks. @throws UnauthenticatedError for customers and for nobody. */
export function signedIn(viewer: Viewer): AgentViewer {
  if (viewer?.kind !== 'agent') throw new UnauthenticatedError()
  return viewer
}

/** Whether things of this brand are shown to them. */
export const seesBrand = (viewer: AgentViewer, brandId: string): boolean =>
  viewer.brandIds === null || viewer.brandIds.includes(brandId)
