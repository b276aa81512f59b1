import { InvalidInputError } from '../../errors.ts'
import type { ConditionKind, Rule, RuleCondition } from './rule.ts'
import { wordsOf } from './words.ts'

/** What rules may speak of. */
export interface Known {
  /** What a condition may look at. */
  kinds: readonly ConditionKind[]
  channelIds: ReadonlySet<string>
  /** What forms offer; null: customers write what they like. */
  topics: ReadonlySet<string> | null
  skillIds: ReadonlySet<string>
  /** By queue, the skill levels of each agent whom its widest ring takes in. */
  queues: ReadonlyMap<string, readonly ReadonlyMap<string, number>[]>
}

/** All that is wrong with a rule, each at its field, such as `conditions.0.values`; empty when it can be saved. */
export function ruleProblems(rule: Rule, known: Known): InvalidInputError[] {
  const empty =
    rule.conditions.length === 0 ? [problem('conditions', 'Add a condition: this would match everything.')] : []
  const { boostSeconds } = rule
  const boost = Number.isInteger(boostSeconds) && boostSeconds >= 0 && boostSeconds <= 86_400
  return [
    ...empty,
    ...conditionsProblems(rule.conditions, known),
    ...(boost ? [] : [problem('boostSeconds', 'This must be between 0 seconds and a day.')]),
    ...targetProblems(rule, known),
  ]
}

/** All that is wrong with conditions, each at its field, such as `conditions.0.values`. */
export const conditionsProblems = (conditions: readonly RuleCondition[], known: Known): InvalidInputError[] => [
  ...conditions.flatMap((condition, place) => conditionProblems(condition, `conditions.${place}`, known)),
  ...contradictions(conditions),
]

const problem = (field: string, message: string) => new InvalidInputError(field, message)

function conditionProblems({ kind, name, values }: RuleCondition, path: string, known: Known): InvalidInputError[] {
  const at = `${path}.values`
  if (!known.kinds.includes(kind)) return [problem(`${path}.kind`, 'This cannot be asked here.')]
  switch (kind) {
    case 'channel':
      return listed(at, values, known.channelIds, 'This is no channel of the brand.')
    case 'topic':
      return listed(at, values, known.topics, 'No form of the brand offers this topic.')
    case 'words':
      return [...listed(at, values, null), ...wordless(at, values)]
    case 'language':
      return [...listed(at, values, null), ...untagged(at, values)]
    case 'attribute':
      return name?.trim() ? [] : [problem(`${path}.name`, 'Name the attribute.')]
    case 'queue':
      return listed(at, values, new Set(known.queues.keys()), 'The brand has no such queue.')
    case 'priority':
      return listed(at, values, priorities, 'There is no such priority.')
    case 'hours':
      return []
  }
}

const priorities = new Set(['low', 'normal', 'high', 'urgent'])

function listed(path: string, values: readonly string[], known: ReadonlySet<string> | null, gone = '') {
  if (values.length === 0) return [problem(path, 'Choose at least one: this could never match.')]
  return values.some((value) => known && !known.has(value)) ? [problem(path, gone)] : []
}

function wordless(path: string, words: readonly string[]): InvalidInputError[] {
  return words.some((phrase) => wordsOf(phrase).trim() === '')
    ? [problem(path, 'A word needs a letter or a digit.')]
    : []
}

function untagged(path: string, languages: readonly string[]): InvalidInputError[] {
  const good = languages.every((tag) => /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(tag))
  return good ? [] : [problem(path, 'This is not a language, such as en or de-AT.')]
}

/** A conversation has one channel, topic, queue and priority, and hours are open or not: two that exclude each other. */
function contradictions(conditions: readonly RuleCondition[]): InvalidInputError[] {
  return conditions.flatMap((condition, place) => {
    const excluded = conditions.slice(0, place).some((before) => exclude(before, condition))
    return excluded ? [problem(`conditions.${place}`, 'This can never hold together with a condition before it.')] : []
  })
}

const single = new Set<ConditionKind>(['channel', 'topic', 'queue', 'priority'])

function exclude(a: RuleCondition, b: RuleCondition): boolean {
  if (a.kind !== b.kind) return false
  if (a.kind === 'hours') return a.within !== b.within
  if (!single.has(a.kind)) return false
  return a.values.length > 0 && b.values.length > 0 && a.values.every((value) => !b.values.includes(value))
}

function targetProblems({ queueId, skills }: Rule, known: Known): InvalidInputError[] {
  const members = known.queues.get(queueId)
  if (!members) return [problem('queueId', 'The brand has no such queue.')]
  const wrong = skills.flatMap(({ id, level }, place) => {
    if (!known.skillIds.has(id)) return [problem(`skills.${place}.id`, 'This skill no longer exists.')]
    return level >= 1 && level <= 5 ? [] : [problem(`skills.${place}.level`, 'A level is between 1 and 5.')]
  })
  if (wrong.length > 0 || skills.length === 0) return wrong
  const able = members.some((has) => skills.every(({ id, level }) => (has.get(id) ?? 0) >= level))
  return able ? [] : [problem('skills', 'Nobody who serves this queue has these skills.')]
}
