import type { Holiday } from './holidays.ts'
import { dayAfter, dayOfWeek, instantOf, localTime } from './local-time.ts'
import type { HoursInterval } from './week.ts'

/** When somebody is open. */
export interface OpeningHours {
  timeZone: string
  /** The intervals of a week; empty: always, but for holidays. */
  hours: readonly HoursInterval[]
  holidays: readonly Holiday[]
}

/** Around the clock. */
export const always: OpeningHours = { timeZone: 'UTC', hours: [], holidays: [] }

interface Opening {
  /** In ms since 1970. */
  from: number
  to: number
}

/** Whether it is open at a moment. */
export function isOpenAt(opening: OpeningHours, at: Date): boolean {
  const [first] = openings(opening, at)
  return first !== undefined && first.from <= at.getTime()
}

/** When it opens next; null while it is open. Exact also over a change of the clocks. */
export function nextOpening(opening: OpeningHours, at: Date): Date | null {
  const [first] = openings(opening, at)
  return first !== undefined && first.from > at.getTime() ? new Date(first.from) : null
}

/** The moment at which it will have been open for `ms` more, from `from` on. */
export function addOpenTime(opening: OpeningHours, from: Date, ms: number): Date {
  if (isAlwaysOpen(opening)) return new Date(from.getTime() + ms)
  let left = ms
  for (const span of openings(opening, from)) {
    const begin = Math.max(span.from, from.getTime())
    if (begin + left <= span.to) return new Date(begin + left)
    left -= span.to - begin
  }
  throw new Error('Opening hours came to an end.')
}

/** For how long it is open between two moments, in ms; 0 when `to` is not after `from`. */
export function openTimeBetween(opening: OpeningHours, from: Date, to: Date): number {
  const end = to.getTime()
  if (isAlwaysOpen(opening)) return Math.max(0, end - from.getTime())
  let sum = 0
  for (const span of openings(opening, from)) {
    if (span.from >= end) return sum
    sum += Math.min(span.to, end) - Math.max(span.from, from.getTime())
  }
  return sum
}

const isAlwaysOpen = ({ hours, holidays }: OpeningHours) => hours.length === 0 && holidays.length === 0

/** The openings that end after a moment, without an end: what has hours has some every week, and holidays are counted. */
function* openings(opening: OpeningHours, after: Date): Generator<Opening, undefined> {
  const { timeZone } = opening
  for (let { date } = localTime(timeZone, after); ; date = dayAfter(date)) {
    for (const { from, to } of intervalsOf(opening, date)) {
      const span = { from: instantOf(timeZone, date, from), to: instantOf(timeZone, date, to) }
      if (span.to > after.getTime() && span.to > span.from) yield span
    }
  }
}

const allDay = [{ from: 0, to: 1440 }]

function intervalsOf({ hours, holidays }: OpeningHours, date: string): readonly { from: number; to: number }[] {
  const holiday = holidays.find((one) => one.date === date)
  if (holiday) return holiday.from === null || holiday.to === null ? [] : [{ from: holiday.from, to: holiday.to }]
  return hours.length === 0 ? allDay : hours.filter(({ day }) => day === dayOfWeek(date))
}
