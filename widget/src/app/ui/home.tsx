import { spanLabel } from '../text/time.ts'
import { nextOpening } from '../text/hours.ts'
import { writesAtOnce } from '../state.ts'
import { useChat } from './context.ts'
import { Earlier } from './earlier.tsx'
import { Hours } from './hours.tsx'
import { Icon } from './icons.tsx'

/** Where one begins: write, what was before, and when somebody is there. */
export function Home() {
  const { chat, state, t, locale } = useChat()
  const { config, online, conversations } = state
  const open = conversations.find(({ status }) => status === 'open')
  const next = config.hours?.nextOpenAt
  const hint = online
    ? config.replyTimeSeconds && t('reply', { time: spanLabel(config.replyTimeSeconds, locale) })
    : next && !config.hours?.openNow
      ? t('home.opens', { when: nextOpening(next, locale) })
      : t('away.reply')
  return (
    <div class="body home">
      {writesAtOnce(state) ? (
        hint && <p class={online ? 'status on' : 'status'}>{hint}</p>
      ) : (
        <button type="button" class="card start" data-focus onClick={() => chat.startNew()}>
          <span>
            <strong>{t(open ? 'home.continue' : 'home.start')}</strong>
            {hint && <small class={online ? 'status on' : 'status'}>{hint}</small>}
          </span>
          <span class="go">
            <Icon name="next" />
          </span>
        </button>
      )}
      {!online && <p class="card note">{config.awayMessage}</p>}
      <Earlier />
      {config.hours && <Hours hours={config.hours} />}
    </div>
  )
}
