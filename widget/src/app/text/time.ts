const day = 86_400_000

/** Whole days between the visitor's midnights: 0 today, 1 yesterday. */
function daysAgo(at: Date, now: Date): number {
  const midnight = (date: Date) => new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime()
  return Math.round((midnight(now) - midnight(at)) / day)
}

/** The visitor's calendar day, to tell where a new one begins. */
export function dayOf(at: string): string {
  return new Date(at).toDateString()
}

/** "Today", "yesterday", a weekday within the last six days, else the date. */
export function dayLabel(at: string, locale: string, now = new Date()): string {
  const date = new Date(at)
  const ago = daysAgo(date, now)
  if (ago === 0 || ago === 1) {
    const text = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(-ago, 'day')
    return text[0]!.toLocaleUpperCase(locale) + text.slice(1)
  }
  const recent = ago > 0 && ago < 7
  return new Intl.DateTimeFormat(locale, recent ? { weekday: 'long' } : { dateStyle: 'long' }).format(date)
}

export function timeLabel(at: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, { timeStyle: 'short' }).format(new Date(at))
}

/** For lists: the time today, else the day. */
export function shortLabel(at: string, locale: string, now = new Date()): string {
  if (daysAgo(new Date(at), now) === 0) return timeLabel(at, locale)
  return new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' }).format(new Date(at))
}

/** "5 minutes", "2 hours", "1 day", rounded up. */
export function spanLabel(seconds: number, locale: string): string {
  const minutes = Math.max(1, Math.ceil(seconds / 60))
  const [value, unit] =
    minutes < 60
      ? [minutes, 'minute']
      : minutes < 1440
        ? [Math.ceil(minutes / 60), 'hour']
        : [Math.ceil(minutes / 1440), 'day']
  return new Intl.NumberFormat(locale, { style: 'unit', unit: unit as string, unitDisplay: 'long' }).format(
    value as number,
  )
}

/** "4.2 MB"; at least "1 kB", because nothing that is there weighs nothing. */
export function sizeLabel(bytes: number, locale: string): string {
  const [value, unit] = bytes >= 1e6 ? [bytes / 1e6, 'megabyte'] : [Math.max(1, bytes / 1e3), 'kilobyte']
  return new Intl.NumberFormat(locale, { style: 'unit', unit: unit as string, maximumFractionDigits: 1 }).format(
    value as number,
  )
}
