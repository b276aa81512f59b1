import type { HoursDay } from '../../protocol.ts'

export interface HoursLine {
  days: string
  times: string[]
}

/** Minutes from midnight as a time of the language; 1440 is midnight again. */
function clock(minutes: number, locale: string): string {
  return new Intl.DateTimeFormat(locale, { timeStyle: 'short', timeZone: 'UTC' }).format(minutes * 60_000)
}

/** 1 January 2024 was a Monday. */
function weekday(day: number, locale: string): string {
  return new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' }).format(Date.UTC(2024, 0, day))
}

/** Opening hours with equal neighbouring days put together: "Mon – Fri 9:00 AM – 5:00 PM". Closed days have no times. */
export function hoursLines(days: HoursDay[], locale: string, allDay: string): HoursLine[] {
  const perDay = [1, 2, 3, 4, 5, 6, 7].map((day) => ({
    first: day,
    last: day,
    spans: days.filter((one) => one.day === day).sort((a, b) => a.from - b.from),
  }))
  const grouped: typeof perDay = []
  for (const next of perDay) {
    const before = grouped.at(-1)
    const key = (spans: HoursDay[]) => spans.map(({ from, to }) => `${from}-${to}`).join()
    if (before && key(before.spans) === key(next.spans)) before.last = next.last
    else grouped.push({ ...next })
  }
  return grouped.map(({ first, last, spans }) => ({
    days: weekday(first, locale) + (last > first ? ` – ${weekday(last, locale)}` : ''),
    times: spans.map(({ from, to }) => (to - from < 1440 ? `${clock(from, locale)} – ${clock(to, locale)}` : allDay)),
  }))
}

/** When it opens next, in the visitor's own time: the time today, else with the weekday. */
export function nextOpening(at: string, locale: string, now = new Date()): string {
  const date = new Date(at)
  const today = date.toDateString() === now.toDateString()
  const time = { hour: 'numeric', minute: '2-digit' } as const
  return new Intl.DateTimeFormat(locale, today ? time : { weekday: 'long', ...time }).format(date)
}
