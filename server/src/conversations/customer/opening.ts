interface Interval {
  day: number
  from: number
  to: number
}

const minute = 60_000
const week = 7 * 1440

/**
 * Whether the hours are open at `now`, and when they open next (null while open, or when they never do). Hours are in
 * the brand's own time zone; none at all means always open.
 */
export function opening(hours: Interval[], timeZone: string, now: Date): { openNow: boolean; nextOpenAt: Date | null } {
  if (hours.length === 0) return { openNow: true, nextOpenAt: null }
  const at = minuteOfWeek(now, timeZone)
  if (hours.some((one) => covers(one, at))) return { openNow: true, nextOpenAt: null }
  const waits = hours.filter((one) => one.to > one.from).map((one) => (start(one) - at + week) % week)
  if (waits.length === 0) return { openNow: false, nextOpenAt: null }
  const wait = Math.min(...waits)
  const guess = new Date(Math.floor(now.getTime() / minute) * minute + wait * minute)
  // The clock may be put forward or back in between: what the guess is off by is put right.
  const off = ((at + wait - minuteOfWeek(guess, timeZone) + 1.5 * week) % week) - week / 2
  return { openNow: false, nextOpenAt: new Date(guess.getTime() + off * minute) }
}

const start = (one: Interval) => (one.day - 1) * 1440 + one.from
const covers = (one: Interval, at: number) => at >= start(one) && at < (one.day - 1) * 1440 + one.to

/** Minutes since Monday 00:00 on the clocks of a time zone. */
function minuteOfWeek(at: Date, timeZone: string): number {
  const parts = formatter(timeZone).formatToParts(at)
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? ''
  const day = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].indexOf(part('weekday'))
  return day * 1440 + Number(part('hour')) * 60 + Number(part('minute'))
}

const formatters = new Map<string, Intl.DateTimeFormat>()

function formatter(timeZone: string): Intl.DateTimeFormat {
  const found = formatters.get(timeZone)
  if (found) return found
  const options = { weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone } as const
  const made = new Intl.DateTimeFormat('en-US', options)
  formatters.set(timeZone, made)
  return made
}
