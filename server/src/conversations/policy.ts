import type { AgentViewer } from '../context.ts'
import { seesBrand } from '../viewer.ts'

/** A conversation is shown to every agent of its brand. */
export const mayView = (viewer: AgentViewer, row: { brandId: string }): boolean => seesBrand(viewer, row.brandId)

/** Whoever sees a conversation may answer, note, give, move and label it. */
export const mayWork = mayView

/** Whether it can be given to this agent: one who works here and sees its brand. */
export const mayHave = (agent: { active: boolean; brandIds: string[] }, row: { brandId: string }): boolean =>
  agent.active && (agent.brandIds.length === 0 || agent.brandIds.includes(row.brandId))
