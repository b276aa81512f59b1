import { expect, test } from 'vitest'
import { InvalidInputError } from '../errors.ts'
import { checkedHours, checkedTimeZone } from './week.ts'

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

test.each(['UTC', 'Europe/Berlin', 'Asia/Kolkata', 'Asia/Calcutta'])('the time zone %s is known', (zone) => {
  expect(checkedTimeZone(zone)).toBe(zone)
})

test.each(['', 'Europe/Atlantis', '+01:00'])('the time zone "%s" is none', (zone) => {
  expect(() => checkedTimeZone(zone)).toThrow(InvalidInputError)
})
