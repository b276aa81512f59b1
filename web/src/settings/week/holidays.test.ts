import { expect, test } from 'vitest'
import { holidayDrafts, holidayInputs, nextHoliday } from './holidays.ts'

test('holidays are edited as times of the day, and saved as minutes', () => {
  const holidays = [
    { date: '2026-12-24', name: 'Christmas Eve', from: 540, to: 1440 },
    { date: '2026-12-25', name: 'Christmas', from: null, to: null },
  ]
  const drafts = holidayDrafts(holidays)
  expect(drafts[0]).toMatchObject({ from: '09:00', to: '00:00' })
  expect(drafts[1]).toMatchObject({ from: '', to: '' })
  expect(holidayInputs(drafts)).toEqual(holidays)
})

test('a new holiday is on the day after the last one, or today', () => {
  expect(nextHoliday([], '2026-11-27').date).toBe('2026-11-27')
  const [last] = holidayDrafts([{ date: '2026-12-31', name: 'New Year’s Eve' }])
  expect(nextHoliday(last ? [last] : [], '2026-11-27').date).toBe('2027-01-01')
  expect(nextHoliday(last ? [last] : [], '2027-03-01').date).toBe('2027-03-01')
})
