import { describe, expect, it } from 'vitest'
import { attributeNameProblem, attributeText, attributeValue } from './attributes.ts'

describe('what is known about a contact', () => {
  it.each([
    ['Gold', 'Gold'],
    [14, '14'],
    [true, 'true'],
    [['a'], '["a"]'],
  ])('%j is edited as %s', (value, text) => expect(attributeText(value)).toBe(text))

  it('stays a number when a number is written', () => expect(attributeValue('15', 14)).toBe(15))
  it('becomes text when a number is replaced by words', () => expect(attributeValue('many', 14)).toBe('many'))
  it('stays yes or no', () => expect(attributeValue('false', true)).toBe(false))
  it('does not turn words into numbers', () => expect(attributeValue('15', 'x')).toBe('15'))
  it('keeps lists as lists', () => expect(attributeValue('["a","b"]', ['a'])).toEqual(['a', 'b']))
  it('refuses a name that is taken', () => expect(attributeNameProblem(' plan ', { plan: 'Gold' })).toBe('taken'))
  it('refuses an empty name', () => expect(attributeNameProblem('  ', {})).toBe('empty'))
  it('takes names of the language itself', () => expect(attributeNameProblem('constructor', {})).toBeNull())
})
