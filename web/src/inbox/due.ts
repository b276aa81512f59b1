import type { SlaKind } from '../gql/gen/graphql.ts'

/** What is owed to a customer, as far as its countdown needs it. */
export interface Due {
  kind: SlaKind
  dueAt: string | null
  warnAt: string | null
  breachedAt: string | null
  /** While it is paused. */
  leftSeconds: number | null
}

export type Urgency = 'calm' | 'soon' | 'late' | 'paused'

/** How urgent it is at a moment: amber when the warning is due, red when it is too late. */
export function urgencyOf({ dueAt, warnAt, breachedAt }: Due, now: Date): Urgency {
  const at = now.getTime()
  if (!dueAt) return breachedAt ? 'late' : 'paused'
  if (Date.parse(dueAt) <= at) return 'late'
  return warnAt && Date.parse(warnAt) <= at ? 'soon' : 'calm'
}

/** How long is left, in ms; how long it is too late, when negative. */
export const leftOf = ({ dueAt, leftSeconds }: Due, now: Date): number =>
  dueAt ? Date.parse(dueAt) - now.getTime() : (leftSeconds ?? 0) * 1000

/** What the urgency looks like; see ui/tint.ts. */
export const tints = { calm: 'slate', soon: 'amber', late: 'red', paused: 'slate' } as const
