/** One opening interval as the API has it: day 1 is Monday, minutes from midnight, at most 1440. */
export interface HoursInterval {
  day: number
  from: number
  to: number
}

/** One interval as it is edited: `HH:MM`; an end of 00:00 is midnight at the end of the day. */
export interface Span {
  from: string
  to: string
}

/** The spans of each day, Monday first. */
export type Week = Span[][]

export type SpanProblem = 'empty' | 'order' | 'overlap'

const two = (n: number) => String(n).padStart(2, '0')
const toClock = (minutes: number) => `${two(Math.floor(minutes / 60) % 24)}:${two(minutes % 60)}`
const toMinutes = (clock: string) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5))
const endOf = (span: Span) => toMinutes(span.to) || 1440

/** The hours of a brand as a week to edit. */
export function toWeek(hours: readonly HoursInterval[]): Week {
  return Array.from({ length: 7 }, (_, at) =>
    hours
      .filter((h) => h.day === at + 1)
      .toSorted((a, b) => a.from - b.from)
      .map((h) => ({ from: toClock(h.from), to: toClock(h.to) })),
  )
}

/** The edited week as the API wants it, day by day. */
export function toHours(week: Week): HoursInterval[] {
  return week.flatMap((spans, at) =>
    spans.map((span) => ({ day: at + 1, from: toMinutes(span.from), to: endOf(span) })),
  )
}

/** What is wrong with the spans of one day, by their place. */
export function dayProblems(spans: readonly Span[]): (SpanProblem | null)[] {
  return spans.map((span, at) => {
    if (!span.from || !span.to) return 'empty'
    if (toMinutes(span.from) >= endOf(span)) return 'order'
    const clashes = (other: Span) => toMinutes(other.from) < endOf(span) && toMinutes(span.from) < endOf(other)
    return spans.slice(0, at).some((other) => other.from && other.to && clashes(other)) ? 'overlap' : null
  })
}

/** Whether the week can be stored. */
export const isPossible = (week: Week): boolean => week.every((spans) => dayProblems(spans).every((p) => p === null))

/** A span to add to a day: after what is there, else office hours; null where the day is full. */
export function nextSpan(spans: readonly Span[]): Span | null {
  if (!spans.length) return { from: '09:00', to: '17:00' }
  const end = Math.max(...spans.map(endOf))
  if (end >= 1440) return null
  const from = Math.min(end + 60, 1439)
  return { from: toClock(from), to: toClock(Math.min(from + 180, 1440)) }
}

/** The week with one day's spans copied to others. */
export function copyDay(week: Week, from: number, to: readonly number[]): Week {
  return week.map((spans, at) => (to.includes(at) ? (week[from] ?? []).map((span) => ({ ...span })) : spans))
}

/** Which day and which of its spans a field of the API means, such as `hours.3.to`; null for other fields. */
export function spanOfField(week: Week, field: string): { day: number; at: number } | null {
  const index = Number(/^hours\.(\d+)/.exec(field)?.[1] ?? NaN)
  const places = week.flatMap((spans, day) => spans.map((_, at) => ({ day, at })))
  return places[index] ?? null
}
