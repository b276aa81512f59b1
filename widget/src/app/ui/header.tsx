import { current, writesAtOnce } from '../state.ts'
import { Avatar } from './avatar.tsx'
import { useChat } from './context.ts'
import { hintOf } from './hint.ts'
import { IconButton } from './icons.tsx'
import { Menu } from './menu.tsx'

/** Who one is talking to, the way back, and the menu. */
export function Header() {
  const { chat, state, t, locale } = useChat()
  const { config, online, view } = state
  const conversation = current(state)
  const agent = view === 'thread' ? conversation?.agent : null
  const isHome = view === 'home'
  const closed = conversation?.status === 'closed'
  const status = t(closed ? 'ended' : online ? 'online' : 'away')
  const hint = writesAtOnce(state) && hintOf(state, t, locale)
  const { hub } = chat.core.host
  return (
    <header class="head">
      <div class="bar">
        {!isHome && state.phase !== 'refused' && (
          <IconButton icon="back" label={t('back')} onClick={() => chat.go('home')} />
        )}
        {isHome ? (
          <div class="logo">
            {config.brand.logoUrl && <img src={new URL(config.brand.logoUrl, hub).href} alt="" />}
            <span>{config.brand.name}</span>
          </div>
        ) : (
          <div class="who">
            <Avatar name={agent?.name ?? config.brand.name} url={agent ? agent.avatarUrl : config.brand.logoUrl} />
            <div>
              <h2>{agent?.name ?? config.brand.name}</h2>
              <p class={online && !closed ? 'status on' : 'status'}>{status}</p>
            </div>
          </div>
        )}
        <Menu />
        <IconButton icon="close" label={t('close')} onClick={() => chat.core.host.close()} />
      </div>
      {isHome && (
        <div class="hello">
          <h2>
            <bdi>{config.title}</bdi>
          </h2>
          <p>
            <bdi>{config.subtitle}</bdi>
          </p>
          {hint && <p class={online ? 'status on' : 'status'}>{hint}</p>}
        </div>
      )}
    </header>
  )
}
