import { hours, timeZone } from './directory.ts'
import type { Random } from './random.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/** How busy each day is, Monday first. */
const days = [1.4, 1.15, 1.05, 1, 0.95, 0.6, 0.18]
/** How busy each hour of a day is: a morning, a dip at lunch, an afternoon, and those who write at night. */
const hoursOfDay = [
  0.02, 0.01, 0, 0, 0.01, 0.03, 0.08, 0.3, 0.8, 1.3, 1.6, 1.4, 0.7, 0.9, 1.3, 1.4, 1.3, 1.1, 0.9, 0.7, 0.35, 0.25, 0.15,
  0.06,
]

/** The moments at which `count` customers write first, over the `length` days before `end`, in order. */
export function arrivals(random: Random, count: number, end: Date, length: number): Date[] {
  const slots = Array.from({ length: length * 24 }, (_, n) => new Date(end.getTime() - (n + 1) * hour))
  const weighed = slots.map((slot) => [slot, busyAt(slot)] as const)
  const moments = Array.from({ length: count }, () => random.weighed(weighed).getTime() + random.whole(0, hour - 1))
  return moments.sort((a, b) => a - b).map((moment) => new Date(moment))
}

function busyAt(at: Date): number {
  const { weekday, minutes } = localTime(at)
  return (days[weekday - 1] ?? 0) * (hoursOfDay[Math.floor(minutes / 60)] ?? 0)
}

/** The moment itself while the shop is open, else some minutes after it opens next. */
export function whenOpen(random: Random, at: Date): Date {
  if (isOpen(at)) return at
  const step = 15 * minute
  for (let moment = Math.ceil(at.getTime() / step) * step; ; moment += step) {
    if (isOpen(new Date(moment))) return new Date(moment + Math.round(random.around(9 * minute)))
  }
}

/** Whether the shop is open. */
export function isOpen(at: Date): boolean {
  const { weekday, minutes } = localTime(at)
  return hours.some((open) => open.day === weekday && open.from <= minutes && minutes < open.to)
}

/** The next day from `at` on, at least `ahead` days later, that is no Sunday. */
export function workday(at: Date, ahead: number): Date {
  const later = new Date(at.getTime() + ahead * day)
  return localTime(later).weekday === 7 ? new Date(later.getTime() + day) : later
}

/** The Saturday of the weekend after the one that comes next. */
export const saturday = (at: Date): Date => new Date(at.getTime() + (13 - localTime(at).weekday) * day)

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
const options = { weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone } as const
const format = new Intl.DateTimeFormat('en-GB', options)
const known = new Map<number, { weekday: number; minutes: number }>()

/** The day (1 is Monday) and minutes of a quarter of an hour on the clocks of the shop. */
function localTime(at: Date): { weekday: number; minutes: number } {
  const quarter = Math.floor(at.getTime() / (15 * minute))
  const before = known.get(quarter)
  if (before) return before
  const parts = Object.fromEntries(format.formatToParts(at).map((part) => [part.type, part.value]))
  const read = {
    weekday: weekdays.indexOf(parts['weekday'] ?? '') + 1,
    minutes: Number(parts['hour']) * 60 + Number(parts['minute']),
  }
  known.set(quarter, read)
  return read
}
