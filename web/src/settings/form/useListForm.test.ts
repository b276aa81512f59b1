import { expect, test } from 'vitest'
import { moved } from './useListForm.ts'

test('an entry of a list goes one place up or down', () => {
  expect(moved(['a', 'b', 'c'], 2, -1)).toEqual(['a', 'c', 'b'])
  expect(moved(['a', 'b', 'c'], 0, 1)).toEqual(['b', 'a', 'c'])
})
