import { describe, expect, it } from 'vitest'
import { copyDay, dayProblems, isPossible, nextSpan, spanOfField, toHours, toWeek } from './week.ts'

const morning = { from: '09:00', to: '12:00' }
const afternoon = { from: '13:00', to: '18:00' }

describe('the hours of a week', () => {
  it('come back as they were', () => {
    const hours = [
      { day: 1, from: 540, to: 720 },
      { day: 1, from: 780, to: 1080 },
      { day: 7, from: 0, to: 1440 },
    ]
    expect(toHours(toWeek(hours))).toEqual(hours)
  })
  it('show midnight at the end of a day as 00:00', () =>
    expect(toWeek([{ day: 2, from: 600, to: 1440 }])[1]).toEqual([{ from: '10:00', to: '00:00' }]))
})

describe('what is wrong with a day', () => {
  it('nothing, with a break at noon', () => expect(dayProblems([morning, afternoon])).toEqual([null, null]))
  it('nothing, where one ends as the next begins', () =>
    expect(dayProblems([morning, { from: '12:00', to: '13:00' }])).toEqual([null, null]))
  it('the later of two that overlap', () =>
    expect(dayProblems([morning, { from: '11:59', to: '15:00' }])).toEqual([null, 'overlap']))
  it('one that ends before it begins', () => expect(dayProblems([{ from: '12:00', to: '09:00' }])).toEqual(['order']))
  it('one that is not filled', () => expect(dayProblems([{ from: '', to: '09:00' }, morning])).toEqual(['empty', null]))
  it('keeps the week from being stored', () =>
    expect(isPossible([[morning, morning], [], [], [], [], [], []])).toBe(false))
})

describe('adding and copying', () => {
  it('a closed day opens at office hours', () => expect(nextSpan([])).toEqual({ from: '09:00', to: '17:00' }))
  it('the next interval never overlaps', () => {
    for (const to of ['12:00', '22:30', '23:30', '23:58']) {
      const day = [{ from: '08:00', to }]
      const span = nextSpan(day)
      expect(dayProblems(span ? [...day, span] : day)).not.toContain('overlap')
    }
  })
  it('a day that is open to midnight has no room left', () =>
    expect(nextSpan([{ from: '09:00', to: '00:00' }])).toBeNull())
  it('copies share nothing', () => {
    const week = copyDay([[{ ...morning }], [], [], [], [], [], []], 0, [1, 2])
    week[1]![0]!.from = '10:00'
    expect([week[0], week[2], week[3]]).toEqual([[morning], [morning], []])
  })
})

describe('an error of the server stands at the interval it means', () => {
  const week = [[morning, afternoon], [], [morning], [], [], [], []]
  it('counted over the days', () => expect(spanOfField(week, 'hours.2.to')).toEqual({ day: 2, at: 0 }))
  it('and at none for another field', () => expect(spanOfField(week, 'name')).toBeNull())
})
