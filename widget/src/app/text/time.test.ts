import { expect, test } from 'vitest'
import { dayLabel, sizeLabel, spanLabel } from './time.ts'

const now = new Date(2026, 10, 22, 0, 5)

test('a day line says today and yesterday by the calendar, not by hours', () => {
  expect(dayLabel(new Date(2026, 10, 22, 0, 1).toISOString(), 'en', now)).toBe('Today')
  expect(dayLabel(new Date(2026, 10, 21, 23, 59).toISOString(), 'en', now)).toBe('Yesterday')
  expect(dayLabel(new Date(2026, 10, 21, 23, 59).toISOString(), 'de', now)).toBe('Gestern')
})

test('a day line names the weekday within a week and the date before that', () => {
  expect(dayLabel(new Date(2026, 10, 18, 12).toISOString(), 'en', now)).toBe('Wednesday')
  expect(dayLabel(new Date(2026, 9, 1, 12).toISOString(), 'en', now)).toBe('October 1, 2026')
})

test('a reply time is rounded up to whole minutes, hours or days', () => {
  expect(spanLabel(61, 'en')).toBe('2 minutes')
  expect(spanLabel(5400, 'en')).toBe('2 hours')
  expect(spanLabel(86_400, 'en')).toBe('1 day')
})

test('file sizes are written the way the language does', () => {
  expect(sizeLabel(4_200_000, 'en')).toBe('4.2 MB')
  expect(sizeLabel(4_200_000, 'de')).toBe('4,2 MB')
})

test('a small file is not said to be empty', () => {
  expect(sizeLabel(4, 'en')).toBe('1 kB')
})
