import type { RoutingRule } from '@switchboard/prisma'
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
