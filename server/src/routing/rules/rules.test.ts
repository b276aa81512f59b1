import { describe, expect, it } from 'vitest'
import { firstMatch } from './match.ts'
import type { Rule, RuleCondition, RuleFacts } from './rule.ts'
import { type Known, ruleProblems } from './validate.ts'

const facts: RuleFacts = {
  channelId: 'web',
  topic: 'returns',
  text: 'Olá! Where is my RÜCKZAHLUNG, please? 返金してください',
  language: 'de-AT',
  segments: new Set(['vip']),
  labelIds: new Set(['urgent']),
  openHours: new Set(['office']),
}
const rule = (...conditions: RuleCondition[]): Rule => ({
  id: 'rule',
  conditions,
  queueId: 'care',
  boostSeconds: 0,
  skills: [],
})
const words = (...list: string[]): RuleCondition => ({ kind: 'words', words: list })

describe('a rule', () => {
  it.each<[string, RuleCondition, boolean]>([
    ['the channel', { kind: 'channel', channelIds: ['shop', 'web'] }, true],
    ['another channel', { kind: 'channel', channelIds: ['shop'] }, false],
    ['the topic', { kind: 'topic', topics: ['returns'] }, true],
    ['a word in other case and without accents', words('ruckzahlung'), true],
    ['a word with accents that the text lacks', words('pléase'), true],
    ['a phrase', words('nothing', 'is my'), true],
    ['words in another order', words('my is'), false],
    ['a part of a word', words('zahlung'), false],
    ['a word in a script without spaces', words('返金'), true],
    ['a word of signs alone', words('!'), false],
    ['the language of any country', { kind: 'language', languages: ['DE'] }, true],
    ['the language of another country', { kind: 'language', languages: ['de-CH'] }, false],
    ['a language that begins alike', { kind: 'language', languages: ['d'] }, false],
    ['the segment', { kind: 'segment', segments: ['vip'] }, true],
    ['the label', { kind: 'label', labelIds: ['calm'] }, false],
    ['within hours', { kind: 'hours', hoursId: 'office', within: true }, true],
    ['outside hours', { kind: 'hours', hoursId: 'office', within: false }, false],
    ['outside hours that are not open', { kind: 'hours', hoursId: 'night', within: false }, true],
  ])('looks at %s', (_, condition, matches) => {
    expect(firstMatch([rule(condition)], facts) !== null).toBe(matches)
  })

  it('needs all of its conditions, and the first that matches wins', () => {
    const [both, first] = [rule(words('please'), words('never')), { ...rule(words('please')), id: 'first' }]
    expect(firstMatch([both, first, rule()], facts)?.id).toBe('first')
  })
})

const known: Known = {
  channelIds: new Set(['web', 'shop']),
  topics: new Set(['returns', 'sales']),
  segments: new Set(['vip']),
  labelIds: new Set(['urgent']),
  hoursIds: new Set(['office']),
  skillIds: new Set(['french', 'billing']),
  queues: new Map([['care', [new Map([['french', 3]]), new Map([['billing', 5]])]]]),
}
const skill = (id: string, level: number) => ({ id, level })

describe('a rule that cannot work is refused where it is wrong', () => {
  it.each<[string, Rule, string[]]>([
    ['nothing', { ...rule(words('money')), skills: [skill('french', 3)] }, []],
    ['no condition', rule(), ['conditions']],
    ['no words', rule(words()), ['conditions.0.words']],
    ['a word of signs', rule(words('money', '?!')), ['conditions.0.words']],
    ['a channel that is gone', rule(words('a'), { kind: 'channel', channelIds: ['old'] }), ['conditions.1.channelIds']],
    ['a language that is none', rule({ kind: 'language', languages: ['german!'] }), ['conditions.0.languages']],
    ['hours that are gone', rule({ kind: 'hours', hoursId: 'old', within: true }), ['conditions.0.hoursId']],
    [
      'two topics at once',
      rule({ kind: 'topic', topics: ['returns'] }, { kind: 'topic', topics: ['sales'] }),
      ['conditions.1'],
    ],
    [
      'open and closed at once',
      rule({ kind: 'hours', hoursId: 'office', within: true }, { kind: 'hours', hoursId: 'office', within: false }),
      ['conditions.1'],
    ],
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
