import { InvalidInputError } from '../errors.ts'

/** One opening interval of a week: day 1 is Monday, minutes from midnight, `to` not included, at most 1440. */
export interface HoursInterval {
  day: number
  from: number
  to: number
}

const minutesOfWeek = 7 * 1440

/**
 * Checks opening hours and puts them in order.
 * @throws InvalidInputError naming the interval that is impossible or overlaps another.
 */
export function checkedHours(intervals: readonly HoursInterval[]): HoursInterval[] {
  if (intervals.length > 50) throw new InvalidInputError('hours', 'At most 50 intervals are possible.')
  intervals.forEach(({ day, from, to }, index) => {
    if (day < 1 || day > 7) throw new InvalidInputError(`hours.${index}.day`, 'The day is 1 (Monday) to 7 (Sunday).')
    if (from < 0 || from >= to || to > 1440) {
      throw new InvalidInputError(`hours.${index}.to`, 'An interval ends after it begins, on the same day.')
    }
    const other = intervals.findIndex((o, i) => i < index && o.day === day && o.from < to && from < o.to)
    if (other >= 0) throw new InvalidInputError(`hours.${index}`, 'This interval overlaps another of the same day.')
  })
  return intervals.map(({ day, from, to }) => ({ day, from, to })).sort((a, b) => a.day - b.day || a.from - b.from)
}

/** Whether the brand is open at a moment; without hours it always is. */
export function isOpenAt(hours: readonly HoursInterval[], timeZone: string, at: Date): boolean {
  if (hours.length === 0) return true
  const { day, minute } = localTime(timeZone, at)
  return hours.some((h) => h.day === day && h.from <= minute && minute < h.to)
}

/** When the brand opens next; null while it is open. Exact to the minute, also over a change of the clocks. */
export function nextOpening(hours: readonly HoursInterval[], timeZone: string, at: Date): Date | null {
  if (isOpenAt(hours, timeZone, at)) return null
  const { day, minute } = localTime(timeZone, at)
  const now = (day - 1) * 1440 + minute
  const waits = hours.map(
    (h) => ((((h.day - 1) * 1440 + h.from - now) % minutesOfWeek) + minutesOfWeek) % minutesOfWeek,
  )
  const wait = Math.min(...waits.map((minutes) => minutes || minutesOfWeek))
  const opening = new Date(Math.floor(at.getTime() / 60_000) * 60_000 + wait * 60_000)
  return shifted(opening, timeZone, (now + wait) % minutesOfWeek)
}

/** Moves a moment that was counted over a change of the clocks to the local time it was meant for. */
function shifted(opening: Date, timeZone: string, meant: number): Date {
  const { day, minute } = localTime(timeZone, opening)
  const difference = meant - ((day - 1) * 1440 + minute)
  const wrapped = ((difference + minutesOfWeek / 2 + minutesOfWeek) % minutesOfWeek) - minutesOfWeek / 2
  return new Date(opening.getTime() + wrapped * 60_000)
}

const formats = new Map<string, Intl.DateTimeFormat>()
const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

/** The minute of the day, from midnight, that it is in a time zone. */
export const localMinute = (timeZone: string, at: Date): number => localTime(timeZone, at).minute

function localTime(timeZone: string, at: Date): { day: number; minute: number } {
  const format =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat('en-GB', {
      timeZone,
      weekday: 'short',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    })
  formats.set(timeZone, format)
  const parts = Object.fromEntries(format.formatToParts(at).map((part) => [part.type, part.value]))
  return {
    day: weekdays.indexOf(parts['weekday'] ?? '') + 1,
    minute: Number(parts['hour']) * 60 + Number(parts['minute']),
  }
}

/** @throws InvalidInputError when the machine knows no such time zone. */
export function checkedTimeZone(timeZone: string): string {
  if (Intl.supportedValuesOf('timeZone').includes(timeZone) || timeZone === 'UTC') return timeZone
  throw new InvalidInputError('timeZone', 'There is no such time zone. Give one such as Europe/Berlin.')
}
