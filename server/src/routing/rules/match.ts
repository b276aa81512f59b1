import type { Rule, RuleCondition, RuleFacts } from './rule.ts'
import { hasWords, wordsOf } from './words.ts'

/** The first rule, in the order given, of which all conditions hold; null when none does. */
export function firstMatch(rules: readonly Rule[], facts: RuleFacts): Rule | null {
  const words = wordsOf(facts.text)
  return rules.find(({ conditions }) => conditions.every((condition) => holds(condition, facts, words))) ?? null
}

function holds(condition: RuleCondition, facts: RuleFacts, words: string): boolean {
  switch (condition.kind) {
    case 'channel':
      return condition.channelIds.includes(facts.channelId)
    case 'topic':
      return facts.topic !== null && condition.topics.includes(facts.topic)
    case 'words':
      return condition.words.some((phrase) => hasWords(words, wordsOf(phrase)))
    case 'language':
      return condition.languages.some((asked) => speaks(facts.language, asked))
    case 'segment':
      return condition.segments.some((segment) => facts.segments.has(segment))
    case 'label':
      return condition.labelIds.some((id) => facts.labelIds.has(id))
    case 'hours':
      return facts.openHours.has(condition.hoursId) === condition.within
  }
}

function speaks(language: string | null, asked: string): boolean {
  const [has, wants] = [language?.toLowerCase() ?? '', asked.toLowerCase()]
  return has === wants || has.startsWith(`${wants}-`)
}
