import { describe, expect, it } from 'vitest'
import { badgeCount, shortSpan } from './waiting.ts'

const told = (ms: number) => Object.values(shortSpan(ms)).join(' ')

describe('how long a customer waits', () => {
  it('is told in seconds for the first minute', () => expect(told(59_999)).toBe('59 s'))
  it('is told in minutes for the first hour', () => expect(told(3_599_000)).toBe('59 min'))
  it('is told in hours for the first day', () => expect(told(86_399_000)).toBe('23 h'))
  it('is told in days after that', () => expect(told(3 * 86_400_000)).toBe('3 d'))
  it('is nothing when a clock is ahead', () => expect(told(-5000)).toBe('0 s'))
})

describe('a count', () => {
  it('is exact below ten thousand', () => expect(badgeCount(9999, 'en')).toBe('9,999'))
  it('says that there are more from there on', () => expect(badgeCount(10_000, 'en')).toBe('9,999+'))
})
