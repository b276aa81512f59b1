const steps: [unit: Intl.RelativeTimeFormatUnit, seconds: number][] = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
]

/** How long ago a moment was, in words of the locale; a date once it is a month away. `now` in milliseconds. */
export function ago(at: string, now: number, locale: string): string {
  const passed = Math.max(0, (now - Date.parse(at)) / 1000)
  if (passed > 30 * 86_400) return new Intl.DateTimeFormat(locale, { dateStyle: 'medium' }).format(new Date(at))
  const words = new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'short' })
  const step = steps.find(([, seconds]) => passed >= seconds)
  return step ? words.format(-Math.floor(passed / step[1]), step[0]) : words.format(0, 'second')
}

/** A moment as a clock or calendar shows it: the time of today, else the date with it. `now` in milliseconds. */
export function moment(at: string, now: number, locale: string): string {
  const then = new Date(at)
  const today = then.toDateString() === new Date(now).toDateString()
  return new Intl.DateTimeFormat(locale, { timeStyle: 'short', ...(!today && { dateStyle: 'medium' }) }).format(then)
}
