import { describe, expect, it } from 'vitest'
import { firstMatch } from './match.ts'
import type { Rule, RuleCondition, RuleFacts } from './rule.ts'
import { type Known, ruleProblems } from './validate.ts'

const facts: RuleFacts = {
  channelId: 'web',
  queueId: 'care',
  priority: 'high',
  topic: 'returns',
  text: 'Olá! Where is my RÜCKZAHLUNG, please? 返金してください',
  language: 'de-AT',
  attributes: { tier: 'VIP', orders: 12 },
  open: true,
}
const rule = (...conditions: RuleCondition[]): Rule => ({
  id: 'rule',
  conditions,
  queueId: 'care',
  boostSeconds: 0,
  skills: [],
})
const when = (kind: RuleCondition['kind'], ...values: string[]): RuleCondition => ({
  kind,
  name: null,
  values,
  within: false,
})
const words = (...list: string[]) => when('words', ...list)
const attribute = (name: string | null, ...values: string[]) => ({ ...when('attribute', ...values), name })
const hours = (within: boolean) => ({ ...when('hours'), within })

describe('a rule', () => {
  it.each<[string, RuleCondition, boolean]>([
    ['the channel', when('channel', 'shop', 'web'), true],
    ['another channel', when('channel', 'shop'), false],
    ['the topic', when('topic', 'returns'), true],
    ['a word in other case and without accents', words('ruckzahlung'), true],
    ['a word with accents that the text lacks', words('pléase'), true],
    ['a phrase', words('nothing', 'is my'), true],
    ['words in another order', words('my is'), false],
    ['a part of a word', words('zahlung'), false],
    ['a word in a script without spaces', words('返金'), true],
    ['a word of signs alone', words('!'), false],
    ['the language of any country', when('language', 'DE'), true],
    ['the language of another country', when('language', 'de-CH'), false],
    ['a language that begins alike', when('language', 'd'), false],
    ['an attribute, whatever its case', attribute('tier', 'gold', 'vip'), true],
    ['another value of it', attribute('tier', 'gold'), false],
    ['an attribute that is a number', attribute('orders', '12'), true],
    ['an attribute of any value', attribute('tier'), true],
    ['an attribute that is not there', attribute('plan'), false],
    ['within hours', hours(true), true],
    ['outside hours', hours(false), false],
    ['the queue it stands in', when('queue', 'care'), true],
    ['another queue', when('queue', 'sales'), false],
    ['how urgent it is', when('priority', 'high', 'urgent'), true],
    ['another urgency', when('priority', 'low'), false],
  ])('looks at %s', (_, condition, matches) => {
    expect(firstMatch([rule(condition)], facts) !== null).toBe(matches)
  })

  it('needs all of its conditions, and the first that matches wins', () => {
    const [both, first] = [rule(words('please'), words('never')), { ...rule(words('please')), id: 'first' }]
    expect(firstMatch([both, first, rule()], facts)?.id).toBe('first')
  })
})

const known: Known = {
  kinds: ['channel', 'topic', 'words', 'language', 'attribute', 'hours'],
  channelIds: new Set(['web', 'shop']),
  topics: new Set(['returns', 'sales']),
  skillIds: new Set(['french', 'billing']),
  queues: new Map([['care', [new Map([['french', 3]]), new Map([['billing', 5]])]]]),
}
const skill = (id: string, level: number) => ({ id, level })

describe('a rule that cannot work is refused where it is wrong', () => {
  it.each<[string, Rule, string[]]>([
    ['nothing', { ...rule(words('money')), skills: [skill('french', 3)] }, []],
    ['no condition', rule(), ['conditions']],
    ['no words', rule(words()), ['conditions.0.values']],
    ['a word of signs', rule(words('money', '?!')), ['conditions.0.values']],
    ['a channel that is gone', rule(words('a'), when('channel', 'old')), ['conditions.1.values']],
    ['a language that is none', rule(when('language', 'german!')), ['conditions.0.values']],
    ['a topic nobody offers', rule(when('topic', 'old')), ['conditions.0.values']],
    ['an attribute without a name', rule(attribute(' ', 'vip')), ['conditions.0.name']],
    ['two topics at once', rule(when('topic', 'returns'), when('topic', 'sales')), ['conditions.1']],
    ['open and closed at once', rule(hours(true), hours(false)), ['conditions.1']],
    ['a queue to lead to a queue', rule(when('queue', 'care')), ['conditions.0.kind']],
    ['a queue that is gone', { ...rule(words('a')), queueId: 'old' }, ['queueId']],
    ['a skill that is gone', { ...rule(words('a')), skills: [skill('greek', 1)] }, ['skills.0.id']],
    ['a level that is none', { ...rule(words('a')), skills: [skill('french', 6)] }, ['skills.0.level']],
    [
      'skills that nobody has together',
      { ...rule(words('a')), skills: [skill('french', 1), skill('billing', 1)] },
      ['skills'],
    ],
    ['a boost that is none', { ...rule(words('a')), boostSeconds: -1 }, ['boostSeconds']],
  ])('%s', (_, wrong, fields) => {
    expect(ruleProblems(wrong, known).map(({ field }) => field)).toEqual(fields)
  })
})
