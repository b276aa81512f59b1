import { InvalidInputError } from '../../errors.ts'
import type { Rule, RuleCondition } from './rule.ts'
import { wordsOf } from './words.ts'

/** What rules may speak of. */
export interface Known {
  channelIds: ReadonlySet<string>
  topics: ReadonlySet<string>
  segments: ReadonlySet<string>
  labelIds: ReadonlySet<string>
  hoursIds: ReadonlySet<string>
  skillIds: ReadonlySet<string>
  /** By queue, the skill levels of each agent whom its widest ring takes in. */
  queues: ReadonlyMap<string, readonly ReadonlyMap<string, number>[]>
}

/** All that is wrong with a rule, each at its field, such as `conditions.0.words`; empty when it can be saved. */
export function ruleProblems(rule: Rule, known: Known): InvalidInputError[] {
  const empty =
    rule.conditions.length === 0 ? [problem('conditions', 'Add a condition: this would match everything.')] : []
  const boost = Number.isFinite(rule.boostSeconds) && rule.boostSeconds >= 0
  return [
    ...empty,
    ...rule.conditions.flatMap((condition, place) => conditionProblems(condition, `conditions.${place}`, known)),
    ...contradictions(rule.conditions),
    ...(boost ? [] : [problem('boostSeconds', 'This must be 0 or more.')]),
    ...targetProblems(rule, known),
  ]
}

const problem = (field: string, message: string) => new InvalidInputError(field, message)

function conditionProblems(condition: RuleCondition, path: string, known: Known): InvalidInputError[] {
  switch (condition.kind) {
    case 'channel':
      return listed(`${path}.channelIds`, condition.channelIds, known.channelIds)
    case 'topic':
      return listed(`${path}.topics`, condition.topics, known.topics)
    case 'words':
      return listed(`${path}.words`, condition.words, null).concat(wordless(`${path}.words`, condition.words))
    case 'language':
      return listed(`${path}.languages`, condition.languages, null).concat(untagged(path, condition.languages))
    case 'segment':
      return listed(`${path}.segments`, condition.segments, known.segments)
    case 'label':
      return listed(`${path}.labelIds`, condition.labelIds, known.labelIds)
    case 'hours':
      return listed(`${path}.hoursId`, [condition.hoursId], known.hoursIds)
  }
}

function listed(path: string, values: readonly string[], known: ReadonlySet<string> | null): InvalidInputError[] {
  if (values.length === 0) return [problem(path, 'Choose at least one: this could never match.')]
  return values.some((value) => known && !known.has(value)) ? [problem(path, 'This no longer exists.')] : []
}

function wordless(path: string, words: readonly string[]): InvalidInputError[] {
  return words.some((phrase) => wordsOf(phrase).trim() === '')
    ? [problem(path, 'A word needs a letter or a digit.')]
    : []
}

function untagged(path: string, languages: readonly string[]): InvalidInputError[] {
  const good = languages.every((tag) => /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(tag))
  return good ? [] : [problem(`${path}.languages`, 'This is not a language.')]
}

/** A conversation has one channel, one topic, one language, and hours are open or not: two that exclude each other. */
function contradictions(conditions: readonly RuleCondition[]): InvalidInputError[] {
  return conditions.flatMap((condition, place) => {
    const excluded = conditions.slice(0, place).some((before) => exclude(before, condition))
    return excluded ? [problem(`conditions.${place}`, 'This can never hold together with a condition before it.')] : []
  })
}

function exclude(a: RuleCondition, b: RuleCondition): boolean {
  if (a.kind === 'channel' && b.kind === 'channel') return a.channelIds.every((id) => !b.channelIds.includes(id))
  if (a.kind === 'topic' && b.kind === 'topic') return a.topics.every((topic) => !b.topics.includes(topic))
  return a.kind === 'hours' && b.kind === 'hours' && a.hoursId === b.hoursId && a.within !== b.within
}

function targetProblems({ queueId, skills }: Rule, known: Known): InvalidInputError[] {
  const members = known.queues.get(queueId)
  if (!members) return [problem('queueId', 'This queue no longer exists.')]
  const wrong = skills.flatMap(({ id, level }, place) => {
    if (!known.skillIds.has(id)) return [problem(`skills.${place}.id`, 'This skill no longer exists.')]
    return level >= 1 && level <= 5 ? [] : [problem(`skills.${place}.level`, 'A level is between 1 and 5.')]
  })
  if (wrong.length > 0 || skills.length === 0) return wrong
  const able = members.some((has) => skills.every(({ id, level }) => (has.get(id) ?? 0) >= level))
  return able ? [] : [problem('skills', 'Nobody who serves this queue has these skills.')]
}
