import type { BrandRoutingPartsFragment, RoutingRuleInput } from '../../gql/gen/graphql.ts'
import { whole } from '../form/whole.ts'
import type { Skilled } from '../queues/queueDraft.ts'
import { type ConditionDraft, conditionDrafts, conditionInputs, newCondition } from './conditionDraft.ts'

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
export const rulesDraft = ({ rules }: BrandRoutingPartsFragment): RuleDraft[] =>
  rules.map((rule) => ({
    id: rule.id,
    name: rule.name,
    active: rule.active,
    conditions: conditionDrafts(rule.conditions),
    queueId: rule.queue.id,
    boostSeconds: String(rule.boostSeconds),
    skills: rule.skills.flatMap(({ skill, level }) => (skill ? [{ id: skill.id, proficiency: level }] : [])),
  }))

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
  conditions: conditionInputs(conditions),
})
