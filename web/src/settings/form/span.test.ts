import { expect, test } from 'vitest'
import { spanDraft, spanSeconds } from './span.ts'

test('a length of time is edited by its largest whole unit', () => {
  expect(spanDraft(7200)).toEqual({ amount: '2', unit: 'hours' })
  expect(spanDraft(5400)).toEqual({ amount: '90', unit: 'minutes' })
  expect(spanDraft(172_800)).toEqual({ amount: '2', unit: 'days' })
  expect(spanDraft(null, 'minutes')).toEqual({ amount: '', unit: 'minutes' })
})

test('it is sent in seconds, and what is no number as one that is refused', () => {
  expect(spanSeconds({ amount: ' 1,5 ', unit: 'hours' })).toBe(5400)
  expect(spanSeconds({ amount: '', unit: 'hours' })).toBeNull()
  expect(spanSeconds({ amount: 'soon', unit: 'days' })).toBe(-1)
})
