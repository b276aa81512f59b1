import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { addOpenTime, always, isOpenAt, nextOpening, openTimeBetween, type OpeningHours } from './business-time.ts'
import { checkedHolidays } from './holidays.ts'
import { localTime } from './local-time.ts'

const berlin = 'Europe/Berlin'
const weekdays = [1, 2, 3, 4, 5].map((day) => ({ day, from: 9 * 60, to: 17 * 60 }))
const office: OpeningHours = { timeZone: berlin, hours: weekdays, holidays: [] }
const at = (text: string) => new Date(text)
const hour = 3_600_000

describe('opening hours', () => {
  it('without intervals are always', () => {
    expect(isOpenAt(always, at('2026-11-22T03:00:00Z'))).toBe(true)
    expect(nextOpening(always, at('2026-11-22T03:00:00Z'))).toBeNull()
  })

  it('count in their time zone, the last minute not included', () => {
    expect(isOpenAt(office, at('2026-11-23T07:59:00Z'))).toBe(false)
    expect(isOpenAt(office, at('2026-11-23T08:00:00Z'))).toBe(true)
    expect(isOpenAt(office, at('2026-11-23T15:59:00Z'))).toBe(true)
    expect(isOpenAt(office, at('2026-11-23T16:00:00Z'))).toBe(false)
    const late = { ...office, hours: [{ day: 7, from: 1380, to: 1440 }] }
    expect(isOpenAt(late, at('2026-11-22T22:59:59Z'))).toBe(true)
  })

  it('begin next in the morning, on Monday after the weekend, and in a week when there is one a week', () => {
    expect(nextOpening(office, at('2026-11-23T05:00:30Z'))).toEqual(at('2026-11-23T08:00:00Z'))
    expect(nextOpening(office, at('2026-11-20T17:00:00Z'))).toEqual(at('2026-11-23T08:00:00Z'))
    const mondays = { ...office, hours: [{ day: 1, from: 540, to: 600 }] }
    expect(nextOpening(mondays, at('2026-11-23T09:00:00Z'))).toEqual(at('2026-11-30T08:00:00Z'))
  })

  it('begin at nine also after the clocks were changed over the weekend', () => {
    expect(nextOpening(office, at('2026-10-23T20:00:00Z'))).toEqual(at('2026-10-26T08:00:00Z'))
    expect(nextOpening(office, at('2026-03-27T20:00:00Z'))).toEqual(at('2026-03-30T07:00:00Z'))
  })

  it('leave out holidays, and keep the hours of a day that is only shorter', () => {
    const holidays = checkedHolidays([
      { date: '2026-12-25', name: 'Christmas' },
      { date: '2026-12-24', name: 'Christmas Eve', from: 540, to: 720 },
    ])
    const closed = { ...office, holidays }
    expect(isOpenAt(closed, at('2026-12-24T10:59:00Z'))).toBe(true)
    expect(nextOpening(closed, at('2026-12-24T11:00:00Z'))).toEqual(at('2026-12-28T08:00:00Z'))
    expect(nextOpening({ ...always, timeZone: berlin, holidays }, at('2026-12-25T12:00:00Z'))).toEqual(
      at('2026-12-25T23:00:00Z'),
    )
  })
})

describe('time in which it is open', () => {
  it('goes on the next morning, and over the weekend on Monday', () => {
    expect(addOpenTime(office, at('2026-11-23T15:00:00Z'), 2 * hour)).toEqual(at('2026-11-24T09:00:00Z'))
    expect(addOpenTime(office, at('2026-11-20T15:30:00Z'), hour)).toEqual(at('2026-11-23T08:30:00Z'))
    expect(addOpenTime(office, at('2026-11-21T12:00:00Z'), 0)).toEqual(at('2026-11-23T08:00:00Z'))
    expect(addOpenTime(always, at('2026-11-21T12:00:00Z'), hour)).toEqual(at('2026-11-21T13:00:00Z'))
  })

  it('has the hour more, or less, of the day on which the clocks are changed', () => {
    const sundays = { ...office, hours: [{ day: 7, from: 0, to: 1440 }] }
    const day = (date: string) => openTimeBetween(sundays, at(`${date}T00:00:00Z`), at(`${date}T23:59:59Z`))
    const whole = (from: string, to: string) => openTimeBetween(sundays, at(from), at(to)) / hour
    expect(whole('2026-10-24T12:00:00Z', '2026-10-26T12:00:00Z')).toBe(25)
    expect(whole('2026-03-28T12:00:00Z', '2026-03-30T12:00:00Z')).toBe(23)
    expect(day('2026-11-23')).toBe(0)
  })

  const interval = fc
    .record({ day: fc.integer({ min: 1, max: 7 }), from: fc.integer({ min: 0, max: 1380 }) })
    .map(({ day, from }) => ({ day, from, to: from + 60 }))
  const anyHours = fc.record({
    timeZone: fc.constantFrom(berlin, 'UTC', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe'),
    hours: fc.uniqueArray(interval, { selector: ({ day }) => day, maxLength: 5 }),
    holidays: fc.constant([]),
  })
  const moment = fc.date({ min: at('2026-01-01T00:00:00Z'), max: at('2028-01-01T00:00:00Z'), noInvalidDate: true })

  test('added and then counted is the same', () => {
    fc.assert(
      fc.property(anyHours, moment, fc.integer({ min: 1, max: 40 * 3600 }), (opening, from, seconds) => {
        const end = addOpenTime(opening, from, seconds * 1000)
        expect(openTimeBetween(opening, from, end)).toBe(seconds * 1000)
        expect(openTimeBetween(opening, end, end)).toBe(0)
      }),
      { numRuns: 200 },
    )
  })

  test('of two spans one after the other is that of both', () => {
    fc.assert(
      fc.property(anyHours, fc.tuple(moment, moment, moment), (opening, three) => {
        const [a, b, c] = three.toSorted((x, y) => x.getTime() - y.getTime()) as [Date, Date, Date]
        const far = Math.min(c.getTime(), b.getTime() + 40 * 24 * hour)
        const sum = openTimeBetween(opening, a, b) + openTimeBetween(opening, b, new Date(far))
        expect(openTimeBetween(opening, a, new Date(far))).toBe(sum)
      }),
      { numRuns: 60 },
    )
  })
})

test('the clock on the wall is that of the time zone', () => {
  expect(localTime('Asia/Kolkata', at('2026-12-31T20:00:00Z'))).toEqual({ date: '2027-01-01', minute: 90 })
})

test.each([
  ['a day that is none', [{ date: '2026-02-30', name: 'Never' }], 'holidays.0.date'],
  ['a date in words', [{ date: 'Christmas', name: 'Christmas' }], 'holidays.0.date'],
  [
    'two on one date',
    [
      { date: '2026-12-25', name: 'Christmas' },
      { date: '2026-12-25', name: 'Again' },
    ],
    'holidays.1.date',
  ],
  ['one without a name', [{ date: '2026-12-25', name: ' ' }], 'holidays.0.name'],
  ['one that opens and never closes', [{ date: '2026-12-25', name: 'Eve', from: 60 }], 'holidays.0.to'],
  ['one that closes before it opens', [{ date: '2026-12-25', name: 'Eve', from: 60, to: 60 }], 'holidays.0.to'],
])('a holiday: %s is refused', (_what, given, field) => {
  expect(() => checkedHolidays(given)).toThrow(expect.objectContaining({ field }) as Error)
})
