import { writesAtOnce } from '../state.ts'
import { useChat } from './context.ts'
import { Earlier } from './earlier.tsx'
import { hintOf } from './hint.ts'
import { Hours } from './hours.tsx'
import { Icon } from './icons.tsx'

/** Where one begins: write, what was before, and when somebody is there. */
export function Home() {
  const { chat, state, t, locale } = useChat()
  const { config, online, conversations } = state
  const open = conversations.find(({ status }) => status === 'open')
  const hint = hintOf(state, t, locale)
  return (
    <div class="body home">
      {!writesAtOnce(state) && (
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
      {!online && (
        <p class="card note">
          <bdi>{config.awayMessage}</bdi>
        </p>
      )}
      <Earlier />
      {config.hours && config.hours.days.length > 0 && <Hours hours={config.hours} />}
    </div>
  )
}
