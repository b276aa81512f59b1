import { useI18n } from 'vue-i18n'

/** Figures in the words of the viewer's language; what is unknown is a dash, never a nought. */
export function useFigures() {
  const { locale } = useI18n()
  const none = '–'
  const percent = (value: number | null | undefined) =>
    value == null
      ? none
      : new Intl.NumberFormat(locale.value, { style: 'percent', maximumFractionDigits: 1 }).format(value / 100)

  /** 0:42, 12:05, 1:03:20 */
  function clock(seconds: number | null | undefined) {
    if (seconds == null) return none
    const whole = Math.round(seconds)
    const [h, m, s] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), whole % 60]
    const two = (n: number) => String(n).padStart(2, '0')
    return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`
  }
  return { percent, clock }
}
