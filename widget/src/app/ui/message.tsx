import { current } from '../state.ts'
import { timeLabel } from '../text/time.ts'
import { markOf } from '../thread/merge.ts'
import type { MessageRow } from '../thread/rows.ts'
import { Attachments } from './attachments.tsx'
import { Avatar } from './avatar.tsx'
import { useChat } from './context.ts'
import { Text } from './text.tsx'

/** One message; the run's first names its author, its last the time and how far it has come. */
export function Message({ message, begins, ends, marked }: MessageRow & { marked: boolean }) {
  const { state, t, locale } = useChat()
  const { author, agent, body, attachments, at, seq } = message
  if (author === 'system') {
    return (
      <li class="event">
        <Text body={body} />
      </li>
    )
  }
  const mine = author === 'visitor'
  const conversation = current(state)
  const name = mine ? t('you') : (agent?.name ?? state.config.brand.name)
  const lines = [timeLabel(at, locale)]
  if (mine && conversation && marked) lines.push(t(markOf(seq, conversation)))
  if (!mine) lines.unshift(name)
  return (
    <li class={`msg ${mine ? 'mine' : 'theirs'} ${begins ? 'begins' : ''}`}>
      {!mine && (ends ? <Avatar name={name} url={agent?.avatarUrl ?? null} /> : <span class="avatar gap" />)}
      <div class="col">
        <span class="hide">{name}:</span>
        <Attachments attachments={attachments} />
        {body && (
          <div class="bubble">
            <Text body={body} />
          </div>
        )}
        {ends && (
          <small class="meta">
            {lines.map((line, at) => (
              <>
                {at > 0 && ' · '}
                <bdi>{line}</bdi>
              </>
            ))}
          </small>
        )}
      </div>
    </li>
  )
}
