/** The clock on the wall of a time zone. */
export interface LocalTime {
  /** YYYY-MM-DD. */
  date: string
  /** From midnight. */
  minute: number
}

const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone)
  if (known) return known
  const two = '2-digit'
  const parts = { year: 'numeric', month: two, day: two, hour: two, minute: two, second: two } as const
  const made = new Intl.DateTimeFormat('en-GB', { timeZone, ...parts, hourCycle: 'h23' })
  formats.set(timeZone, made)
  return made
}

/** What the clock on the wall shows, as if it were UTC, in whole seconds: ms since 1970. */
function wallOf(timeZone: string, at: number): number {
  const parts = new Map(
    formatOf(timeZone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  )
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'))
}

const day = 86_400_000
const dateOf = (wall: number) => new Date(wall).toISOString().slice(0, 10)

/** The date and minute it is somewhere. */
export function localTime(timeZone: string, at: Date): LocalTime {
  const wall = wallOf(timeZone, at.getTime())
  return { date: dateOf(wall), minute: Math.floor((wall % day) / 60_000) }
}

/** The minute of the day, from midnight, that it is in a time zone. */
export const localMinute = (timeZone: string, at: Date): number => localTime(timeZone, at).minute

/**
 * When a clock on the wall shows a minute of a date, in ms since 1970; minute 1440 is midnight at its end. Of a minute
 * that comes twice when clocks are set back, the second; one that is left out is that much later.
 */
export function instantOf(timeZone: string, date: string, minute: number): number {
  const wall = Date.parse(`${date}T00:00:00Z`) + minute * 60_000
  const ahead = (at: number) => wallOf(timeZone, at) - at
  return wall - ahead(wall - ahead(wall))
}

/** The date after a date. */
export const dayAfter = (date: string): string => dateOf(Date.parse(`${date}T00:00:00Z`) + day)

/** 1 is Monday, 7 Sunday. */
export const dayOfWeek = (date: string): number => new Date(`${date}T00:00:00Z`).getUTCDay() || 7
