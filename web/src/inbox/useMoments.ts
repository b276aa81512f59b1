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
  const date = (at: string | Date) => format(at, { dateStyle: 'medium' })
  const dateTime = (at: string | Date) => format(at, { dateStyle: 'medium', timeStyle: 'short' })
  const weekdayTime = (at: string | Date) =>
    format(at, { weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' })

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

  return { timeOfDay, fullTime, date, dateTime, weekdayTime, listTime, dayName }
}
