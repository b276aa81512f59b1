import { useI18n } from 'vue-i18n'

/** Moments in the words of the viewer's language and clock. */
export function useMoments() {
  const { locale, t } = useI18n()
  const format = (at: string | Date, options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale.value, options).format(new Date(at))
  const sameDay = (a: Date, b: Date) => a.toDateString() === b.toDateString()
  const before = (days: number) => new Date(Date.now() - days * 86_400_000)

  const timeOfDay = (at: string | Date) => format(at, { hour: 'numeric', minute: '2-digit' })
  const fullTime = (at: string | Date) => format(at, { dateStyle: 'full', timeStyle: 'short' })
  const dayAndMonth = (at: Date) => {
    const year = at.getFullYear() === new Date().getFullYear() ? {} : ({ year: 'numeric' } as const)
    return format(at, { day: 'numeric', month: 'short', ...year })
  }

  /** A moment as one would say it: 9:52 PM today, Yesterday 9:52 PM, Mon 9:00 AM within six days, else the date too. */
  function moment(at: string | Date) {
    const then = new Date(at)
    const time = timeOfDay(then)
    if (sameDay(then, new Date())) return time
    if (sameDay(then, before(1))) return `${t('inbox.yesterday')} ${time}`
    if (sameDay(then, before(-1))) return `${t('inbox.tomorrow')} ${time}`
    const near = then > before(6) && then < before(-6)
    return near ? `${format(then, { weekday: 'short' })} ${time}` : `${dayAndMonth(then)}, ${time}`
  }

  /** 10:42 today, Mon this week, 3 Mar before that. */
  function listTime(at: string) {
    const then = new Date(at)
    if (sameDay(then, new Date())) return timeOfDay(then)
    return format(then, then > before(6) ? { weekday: 'short' } : { day: 'numeric', month: 'short' })
  }

  /** Today, Yesterday, or the date. */
  function dayName(at: string) {
    const then = new Date(at)
    if (sameDay(then, new Date())) return t('inbox.today')
    if (sameDay(then, before(1))) return t('inbox.yesterday')
    const year = then.getFullYear() === new Date().getFullYear() ? {} : ({ year: 'numeric' } as const)
    return format(then, { weekday: 'long', day: 'numeric', month: 'long', ...year })
  }

  return { timeOfDay, fullTime, moment, listTime, dayName }
}
