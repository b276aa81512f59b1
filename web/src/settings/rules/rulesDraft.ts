import type { BrandRoutingPartsFragment, RoutingConditionKind, RoutingRuleInput } from '../../gql/gen/graphql.ts'
import { whole } from '../form/whole.ts'
import type { Skilled } from '../queues/queueDraft.ts'

export interface ConditionDraft {
  kind: RoutingConditionKind
  name: string
  values: string[]
  within: boolean
}

/** What the form of a rule holds; numbers as they stand in their fields. */
export interface RuleDraft {
  /** Null for one that is new. */
  id: string | null
  name: string
  active: boolean
  conditions: ConditionDraft[]
  queueId: string
  boostSeconds: string
  skills: Skilled[]
}

/** The form of a brand's rules as they are. */
export const rulesDraft = ({ rules }: BrandRoutingPartsFragment): { rules: RuleDraft[] } => ({
  rules: rules.map((rule) => ({
    id: rule.id,
    name: rule.name,
    active: rule.active,
    conditions: rule.conditions.map(({ kind, name, values, within }) => ({
      kind,
      name: name ?? '',
      values: [...values],
      within,
    })),
    queueId: rule.queue.id,
    boostSeconds: String(rule.boostSeconds),
    skills: rule.skills.flatMap(({ skill, level }) => (skill ? [{ id: skill.id, proficiency: level }] : [])),
  })),
})

export const newCondition = (kind: RoutingConditionKind = 'WORDS'): ConditionDraft => ({
  kind,
  name: '',
  values: [],
  within: true,
})

/** A rule that is new. */
export const newRule = (queueId: string): RuleDraft => ({
  id: null,
  name: '',
  active: true,
  conditions: [newCondition()],
  queueId,
  boostSeconds: '0',
  skills: [],
})

/** What is sent of a form. A number that is none is sent as one the hub refuses at its field. */
export const ruleInput = ({ id, boostSeconds, skills, conditions, ...rule }: RuleDraft): RoutingRuleInput => ({
  ...rule,
  ...(id && { id }),
  boostSeconds: whole(boostSeconds),
  skills: skills.map((one) => ({ skillId: one.id, level: one.proficiency })),
  conditions: conditions.map(({ name, ...condition }) => ({
    ...condition,
    ...(condition.kind === 'ATTRIBUTE' && { name }),
  })),
})

/** The same list with the entry at `place` one further up or down. */
export function moved<T>(list: readonly T[], place: number, by: 1 | -1): T[] {
  const next = [...list]
  const [one] = next.splice(place, 1)
  if (one !== undefined) next.splice(place + by, 0, one)
  return next
}
