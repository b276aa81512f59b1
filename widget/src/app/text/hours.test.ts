import { expect, test } from 'vitest'
import { hoursLines } from './hours.ts'

test('equal neighbouring days share a line and closed days have no times', () => {
  const days = [1, 2, 3, 4, 5].map((day) => ({ day, from: 540, to: 1020 }))
  expect(hoursLines(days, 'de', 'ganztägig')).toEqual([
    { days: 'Mo – Fr', times: ['09:00 – 17:00'] },
    { days: 'Sa – So', times: [] },
  ])
})

test('a lunch break makes two times of one day', () => {
  const days = [
    { day: 1, from: 780, to: 1080 },
    { day: 1, from: 540, to: 720 },
  ]
  expect(hoursLines(days, 'de', 'ganztägig')[0]).toEqual({ days: 'Mo', times: ['09:00 – 12:00', '13:00 – 18:00'] })
})

test('a whole day is not told from midnight to midnight', () => {
  expect(hoursLines([{ day: 7, from: 0, to: 1440 }], 'en', 'All day').at(-1)).toEqual({
    days: 'Sun',
    times: ['All day'],
  })
})
