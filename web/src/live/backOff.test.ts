import { describe, expect, it } from 'vitest'
import { backOff } from './backOff.ts'

describe('waiting before the next try', () => {
  it('starts under a second', () => expect(backOff(0, 1)).toBe(500))
  it('doubles each time', () => expect(backOff(3, 1)).toBe(4000))
  it('never waits longer than fifteen seconds', () => expect(backOff(40, 1)).toBe(15_000))
  it('is spread, so that a thousand agents do not return at once', () => expect(backOff(3, 0)).toBe(2000))
})
