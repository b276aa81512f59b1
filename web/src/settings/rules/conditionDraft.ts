import type { RoutingConditionInput, RoutingConditionKind } from '../../gql/gen/graphql.ts'

/** A condition as it is edited. */
export interface ConditionDraft {
  kind: RoutingConditionKind
  name: string
  values: string[]
  within: boolean
}

interface Stored {
  kind: RoutingConditionKind
  name?: string | null
  values: readonly string[]
  within: boolean
}

/** Conditions to edit. */
export const conditionDrafts = (conditions: readonly Stored[]): ConditionDraft[] =>
  conditions.map(({ kind, name, values, within }) => ({ kind, name: name ?? '', values: [...values], within }))

export const newCondition = (kind: RoutingConditionKind = 'WORDS'): ConditionDraft => ({
  kind,
  name: '',
  values: [],
  within: true,
})

/** What is sent of conditions: without what does not belong to their kind. */
export const conditionInputs = (conditions: readonly ConditionDraft[]): RoutingConditionInput[] =>
  conditions.map(({ name, ...condition }) => ({ ...condition, ...(condition.kind === 'ATTRIBUTE' && { name }) }))
