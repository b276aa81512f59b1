import type { AgentViewer } from '../context.ts'

/** Takes a value and answers with its place in the statement. */
export type Put = (value: unknown) => string

/** conversations/policy.ts `mayView` as a condition on conversations `c`. */
export const visibleTo = (viewer: AgentViewer, put: Put): string[] =>
  viewer.brandIds === null ? [] : [`c.brand_id = ANY (${put(viewer.brandIds)}::uuid[])`]
