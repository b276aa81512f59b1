import type { WidgetConfig } from '../../protocol.ts'
import { hoursLines } from '../text/hours.ts'
import { useChat } from './context.ts'

export function Hours({ hours }: { hours: NonNullable<WidgetConfig['hours']> }) {
  const { t, locale } = useChat()
  const elsewhere = hours.timeZone !== Intl.DateTimeFormat().resolvedOptions().timeZone
  return (
    <section class="card hours" aria-labelledby="sb-hours">
      <h3 id="sb-hours">
        {t('home.hours')}
        <small class={hours.openNow ? 'tag on' : 'tag'}>{t(hours.openNow ? 'home.openNow' : 'home.closed')}</small>
      </h3>
      <dl>
        {hoursLines(hours.days, locale, t('home.allDay')).map(({ days, times }) => (
          <div key={days}>
            <dt>{days}</dt>
            <dd>{times.length ? times.map((time) => <span key={time}>{time}</span>) : t('home.closed')}</dd>
          </div>
        ))}
      </dl>
      {elsewhere && <small>{t('home.zone', { zone: hours.timeZone.replace(/_/g, ' ') })}</small>}
    </section>
  )
}
