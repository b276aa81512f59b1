import { InvalidInputError } from '../errors.ts'
import { line } from '../platform/text.ts'

/** A day that is not like its day of the week: closed, or open only from one minute of it to another. */
export interface Holiday {
  /** YYYY-MM-DD in the time zone of the hours. */
  date: string
  name: string
  /** Minutes from midnight; both null: closed all day. */
  from: number | null
  to: number | null
}

/** A holiday as a form gives it. */
export interface GivenHoliday {
  date: string
  name: string
  from?: number | null
  to?: number | null
}

const most = 400

/** Checks holidays and puts them in order. @throws InvalidInputError naming the one that is impossible. */
export function checkedHolidays(given: readonly GivenHoliday[]): Holiday[] {
  if (given.length > most) throw new InvalidInputError('holidays', `At most ${most} holidays are possible.`)
  const checked = given.map(({ date, name, from = null, to = null }, index): Holiday => {
    const at = `holidays.${index}`
    if (!isDate(date)) throw new InvalidInputError(`${at}.date`, 'Give a date as YYYY-MM-DD.')
    if (given.findIndex((other) => other.date === date) < index) {
      throw new InvalidInputError(`${at}.date`, 'There is another holiday on this date.')
    }
    if (
      (from === null) !== (to === null) ||
      (from !== null && to !== null && !(0 <= from && from < to && to <= 1440))
    ) {
      throw new InvalidInputError(`${at}.to`, 'It closes after it opens, on the same day.')
    }
    return { date, name: line(`${at}.name`, name, 80), from, to }
  })
  return checked.toSorted((a, b) => (a.date < b.date ? -1 : 1))
}

function isDate(text: string): boolean {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : new Date(Number.NaN)
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text)
}
