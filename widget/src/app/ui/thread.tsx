import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { current } from '../state.ts'
import { emptyThread } from '../thread/merge.ts'
import { rowsOf } from '../thread/rows.ts'
import { Message } from './message.tsx'
import { Pending } from './pending.tsx'
import { useChat } from './context.ts'
import { Address } from './address.tsx'
import { Ended } from './ended.tsx'
import { Icon } from './icons.tsx'
import { Skeleton } from './notices.tsx'
import { useScroll } from './scroll.ts'

/** The log of one conversation with what still waits to be sent. */
export function Thread() {
  const { chat, state, t, locale } = useChat()
  const log = useRef<HTMLDivElement>(null)
  const [loading, setLoading] = useState(false)
  const conversation = current(state)
  const closed = conversation?.status === 'closed'
  const known = state.currentId ? state.threads[state.currentId] : undefined
  const { messages, more } = known ?? emptyThread
  const sent = new Set(messages.map(({ clientId }) => clientId))
  const waiting = closed ? [] : state.outbox.filter(({ clientId }) => !sent.has(clientId))
  const mine = waiting.length ? undefined : messages.findLast(({ author }) => author === 'visitor')
  const typing = !closed && state.typing?.conversationId === state.currentId ? state.typing : null
  const away = useScroll(log, messages, waiting.length, !!typing)
  useLayoutEffect(() => setLoading(false), [messages.length])

  const isLoading =
    state.connection === 'live' && !waiting.length && (state.phase === 'starting' || (state.currentId && !known))
  const older = () => {
    setLoading(true)
    chat.loadOlder(state.currentId!, messages[0]!.seq).finally(() => setLoading(false))
  }
  return (
    <div class="logbox">
      <div class="body log" role="log" aria-label={t('messages')} aria-busy={!!isLoading} tabIndex={0} ref={log}>
        <div>
          {more && (
            <button type="button" class="older" disabled={loading} onClick={older}>
              {t('older')}
            </button>
          )}
          {isLoading ? (
            <Skeleton rows={4} />
          ) : (
            !messages.length &&
            !waiting.length && <p class="empty">{state.online ? t('empty') : state.config.awayMessage}</p>
          )}
          <ul>
            {rowsOf(messages, locale).map((row) =>
              'day' in row ? (
                <li key={row.day} class="day">
                  <span>{row.day}</span>
                </li>
              ) : (
                <Message key={row.message.seq} {...row} marked={row.message === mine} />
              ),
            )}
            {waiting.map((message) => (
              <Pending key={message.clientId} message={message} />
            ))}
          </ul>
          {closed && <Ended conversation={conversation} />}
          {!closed && !state.online && (messages.length > 0 || waiting.length > 0) && <Address />}
        </div>
      </div>
      <div role="status" class="typing">
        {typing && (
          <p>
            <i class="dots" aria-hidden="true">
              <b />
              <b />
              <b />
            </i>
            {t('typing', { name: typing.agent.name })}
          </p>
        )}
      </div>
      {away.unseen && (
        <button type="button" class="jump" onClick={away.jump}>
          <Icon name="down" />
          {t('new.message')}
        </button>
      )}
    </div>
  )
}
