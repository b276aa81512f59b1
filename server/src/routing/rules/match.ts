import type { Rule, RuleCondition, RuleFacts } from './rule.ts'
import { hasWords, wordsOf } from './words.ts'

/** The first rule, in the order given, of which all conditions hold; null when none does. */
export function firstMatch<Given extends Pick<Rule, 'conditions'>>(
  rules: readonly Given[],
  facts: RuleFacts,
): Given | null {
  const words = wordsOf(facts.text)
  return rules.find(({ conditions }) => conditions.every((condition) => holds(condition, facts, words))) ?? null
}

function holds({ kind, name, values, within }: RuleCondition, facts: RuleFacts, words: string): boolean {
  switch (kind) {
    case 'channel':
      return values.includes(facts.channelId)
    case 'topic':
      return facts.topic !== null && values.includes(facts.topic)
    case 'words':
      return values.some((phrase) => hasWords(words, wordsOf(phrase)))
    case 'language':
      return values.some((asked) => speaks(facts.language, asked))
    case 'attribute':
      return isOneOf(facts.attributes[name ?? ''], values)
    case 'hours':
      return facts.open === within
    case 'queue':
      return values.includes(facts.queueId)
    case 'priority':
      return values.includes(facts.priority)
  }
}

function isOneOf(has: unknown, values: readonly string[]): boolean {
  if (has === undefined || has === null) return false
  const plain = String(has).trim().toLowerCase()
  return values.length === 0 || values.some((value) => value.trim().toLowerCase() === plain)
}

function speaks(language: string | null, asked: string): boolean {
  const [has, wants] = [language?.toLowerCase() ?? '', asked.toLowerCase()]
  return has === wants || has.startsWith(`${wants}-`)
}
