import type { RoutingRule } from '@switchboard/prisma'
import type { RoutingConditionKind } from '../../graphql/gen/types.ts'
import type { NeededSkill } from '../decide/floor.ts'
import type { Rule, RuleCondition } from './rule.ts'

/** A rule as the database holds it, as it is matched. */
export const asRule = ({ id, queueId, boostSeconds, conditions, skills }: RoutingRule): Rule => ({
  id,
  queueId,
  boostSeconds,
  conditions: conditions as unknown as RuleCondition[],
  skills: skills as unknown as NeededSkill[],
})

/** Conditions as the API shows them. */
export const shownConditions = (conditions: readonly RuleCondition[]) =>
  conditions.map(({ kind, name, values, within }) => ({
    kind: kind.toUpperCase() as RoutingConditionKind,
    name,
    values: [...values],
    within,
  }))
