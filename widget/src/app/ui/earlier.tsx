import type { ConversationSummary } from '../../protocol.ts'
import { shortLabel } from '../text/time.ts'
import { Avatar } from './avatar.tsx'
import { useChat } from './context.ts'
import { Skeleton } from './notices.tsx'

function Row({ conversation }: { conversation: ConversationSummary }) {
  const { chat, state, t, locale } = useChat()
  const { agent, lastMessage, unread, status, topic } = conversation
  const name = agent?.name ?? topic ?? state.config.brand.name
  const text = lastMessage ? (lastMessage.author === 'visitor' ? `${t('you')}: ` : '') + lastMessage.body : ''
  return (
    <li>
      <button type="button" class="talk" onClick={() => chat.openConversation(conversation.id)}>
        <Avatar name={name} url={agent?.avatarUrl ?? null} />
        <span class="grow">
          <span class="line">
            <strong>{name}</strong>
            <small>{shortLabel(lastMessage?.at ?? conversation.createdAt, locale)}</small>
          </span>
          <span class="line">
            <span class="cut">{text}</span>
            {unread > 0 ? (
              <span class="count">
                <span aria-hidden="true">{unread}</span>
                <span class="hide">{t('unread', { count: unread })}</span>
              </span>
            ) : (
              status === 'closed' && <small class="tag">{t('ended')}</small>
            )}
          </span>
        </span>
      </button>
    </li>
  )
}

/** Conversations of this visitor, the newest first. */
export function Earlier() {
  const { state, t, chat } = useChat()
  if (state.phase === 'starting' && chat.core.host.token()) return <Skeleton rows={2} />
  if (!state.conversations.length) return null
  return (
    <section class="card list" aria-labelledby="sb-earlier">
      <h3 id="sb-earlier">{t('home.earlier')}</h3>
      <ul>
        {state.conversations.map((conversation) => (
          <Row key={conversation.id} conversation={conversation} />
        ))}
      </ul>
    </section>
  )
}
