import { expect, it } from 'vitest'
import { whole } from './whole.ts'

it('a field is a whole number, or one that is refused', () => {
  expect(['12', ' 0 ', '', '1.5', '-3', 'soon'].map(whole)).toEqual([12, 0, -1, -1, -1, -1])
})
