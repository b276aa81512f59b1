import { InvalidInputError } from '../errors.ts'

/** One opening interval of a week: day 1 is Monday, minutes from midnight, `to` not included, at most 1440. */
export interface HoursInterval {
  day: number
  from: number
  to: number
}

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

/** @throws InvalidInputError when the machine knows no such time zone. */
export function checkedTimeZone(timeZone: string): string {
  // Not by the list of names: it has one for each zone, and browsers send others, such as Asia/Kolkata.
  if (/^[A-Za-z]/.test(timeZone) && isKnown(timeZone)) return timeZone
  throw new InvalidInputError('timeZone', 'There is no such time zone. Give one such as Europe/Berlin.')
}

function isKnown(timeZone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }) instanceof Intl.DateTimeFormat
  } catch {
    return false
  }
}
