import { expect, test } from 'vitest'
import { backoff } from './backoff.ts'

test('waits longer each time, never over half a minute, and not in step with others', () => {
  expect(backoff(0, () => 0)).toBe(500)
  expect(backoff(0, () => 1)).toBe(1000)
  expect(backoff(3, () => 1)).toBe(8000)
  expect(backoff(50, () => 1)).toBe(30_000)
})
