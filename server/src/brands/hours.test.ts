import { expect, test } from 'vitest'
import { InvalidInputError } from '../errors.ts'
import { checkedHours, checkedTimeZone, isOpenAt, nextOpening } from './hours.ts'

const weekdays = [1, 2, 3, 4, 5].map((day) => ({ day, from: 9 * 60, to: 17 * 60 }))
const berlin = 'Europe/Berlin'
const at = (text: string) => new Date(text)

test('a brand without hours is always open', () => {
  expect(isOpenAt([], berlin, at('2026-11-22T03:00:00Z'))).toBe(true)
  expect(nextOpening([], berlin, at('2026-11-22T03:00:00Z'))).toBeNull()
})

test('hours count in the time zone of the brand, the last minute not included', () => {
  expect(isOpenAt(weekdays, berlin, at('2026-11-23T07:59:00Z'))).toBe(false)
  expect(isOpenAt(weekdays, berlin, at('2026-11-23T08:00:00Z'))).toBe(true)
  expect(isOpenAt(weekdays, berlin, at('2026-11-23T15:59:00Z'))).toBe(true)
  expect(isOpenAt(weekdays, berlin, at('2026-11-23T16:00:00Z'))).toBe(false)
  expect(isOpenAt([{ day: 7, from: 1380, to: 1440 }], berlin, at('2026-11-22T22:59:59Z'))).toBe(true)
})

test('it opens next in the morning, on Monday after the weekend, and in a week when it is open once a week', () => {
  expect(nextOpening(weekdays, berlin, at('2026-11-23T05:00:30Z'))).toEqual(at('2026-11-23T08:00:00Z'))
  expect(nextOpening(weekdays, berlin, at('2026-11-20T17:00:00Z'))).toEqual(at('2026-11-23T08:00:00Z'))
  const mondays = [{ day: 1, from: 540, to: 600 }]
  expect(nextOpening(mondays, berlin, at('2026-11-23T09:00:00Z'))).toEqual(at('2026-11-30T08:00:00Z'))
})

test('it opens at nine also after the clocks were changed over the weekend', () => {
  expect(nextOpening(weekdays, berlin, at('2026-10-23T20:00:00Z'))).toEqual(at('2026-10-26T08:00:00Z'))
  expect(nextOpening(weekdays, berlin, at('2026-03-27T20:00:00Z'))).toEqual(at('2026-03-30T07:00:00Z'))
})

test.each([
  ['a day that is none', [{ day: 8, from: 0, to: 60 }], 'hours.0.day'],
  ['an interval that ends before it begins', [{ day: 1, from: 60, to: 60 }], 'hours.0.to'],
  ['a day of 25 hours', [{ day: 1, from: 0, to: 1500 }], 'hours.0.to'],
  [
    'two intervals at once',
    [
      { day: 1, from: 0, to: 60 },
      { day: 1, from: 59, to: 90 },
    ],
    'hours.1',
  ],
])('%s is refused', (_what, hours, field) => {
  expect(() => checkedHours(hours)).toThrow(expect.objectContaining({ field }) as Error)
})

test('intervals that touch are kept, in order', () => {
  const hours = [
    { day: 1, from: 60, to: 90 },
    { day: 1, from: 0, to: 60 },
  ]
  expect(checkedHours(hours)).toEqual([hours[1], hours[0]])
})

test('a time zone must be one the machine knows', () => {
  expect(checkedTimeZone('Europe/Berlin')).toBe('Europe/Berlin')
  expect(() => checkedTimeZone('Europe/Atlantis')).toThrow(InvalidInputError)
})
