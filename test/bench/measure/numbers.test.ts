import { expect, test } from 'vitest'
import { median, percentile } from './numbers.ts'

test('a percentile is a value that was measured', () => {
  const samples = [30, 10, 20, 40]
  expect([0.25, 0.5, 0.75, 0.99].map((p) => percentile(samples, p))).toEqual([10, 20, 30, 40])
  expect(percentile([], 0.99)).toBe(0)
})

test('the median stands in the middle, or between the two that do', () => {
  expect(median([3, 1, 2])).toBe(2)
  expect(median([4, 1, 2, 3])).toBe(2.5)
})
