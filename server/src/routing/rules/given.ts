import { InvalidInputError } from '../../errors.ts'
import type { RoutingConditionInput } from '../../graphql/gen/types.ts'
import { line } from '../../platform/text.ts'
import type { ConditionKind, RuleCondition } from './rule.ts'

const most = { conditions: 10, values: 100, length: 200 }

/** Conditions as a form gives them, tidied; `at` is the field they stand in. @throws InvalidInputError at the field. */
export function givenConditions(at: string, conditions: readonly RoutingConditionInput[]): RuleCondition[] {
  if (conditions.length > most.conditions) {
    throw new InvalidInputError(at, `At most ${most.conditions} conditions are possible.`)
  }
  return conditions.map(({ kind, name, values, within }, place): RuleCondition => {
    const path = `${at}.${place}`
    const kept = values.map((value) => value.trim()).filter(Boolean)
    if (kept.length > most.values) throw new InvalidInputError(`${path}.values`, `At most ${most.values} values.`)
    const short = kept.map((value) => line(`${path}.values`, value, most.length))
    const named = name == null ? null : name.trim()
    if (named) line(`${path}.name`, named, 64)
    return { kind: kind.toLowerCase() as ConditionKind, name: named, values: [...new Set(short)], within }
  })
}
