import { useI18n } from 'vue-i18n'
import { clockSpan } from '../presence/words.ts'

/** Figures in the words of the viewer's language; what is unknown is a dash, never a nought. */
export function useFigures() {
  const { locale } = useI18n()
  const none = '–'
  const percent = (value: number | null | undefined) =>
    value == null
      ? none
      : new Intl.NumberFormat(locale.value, { style: 'percent', maximumFractionDigits: 1 }).format(value / 100)

  /** Seconds as 0:42, 12:05, 1:03:20. */
  const clock = (seconds: number | null | undefined) => (seconds == null ? none : clockSpan(Math.round(seconds) * 1000))
  return { percent, clock }
}
