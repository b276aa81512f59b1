import { useState } from 'preact/hooks'
import type { ConversationSummary } from '../../protocol.ts'
import type { Refusal } from '../../visit/wire.ts'
import { useChat } from './context.ts'
import { Icon } from './icons.tsx'

const scores = [1, 2, 3, 4, 5]

/** One to five with a comment; once given it is shown, not asked again. */
export function Rating({ conversation }: { conversation: ConversationSummary }) {
  const { chat, t } = useChat()
  const [score, setScore] = useState(0)
  const [comment, setComment] = useState('')
  const [trouble, setTrouble] = useState('')
  const given = conversation.rating
  if (given) {
    return (
      <div class="card rating" role="status">
        <div class="stars" role="img" aria-label={t('rate.star', { score: given.score })}>
          {scores.map((one) => (
            <span key={one} class={one <= given.score ? 'on' : ''}>
              <Icon name="star" />
            </span>
          ))}
        </div>
        <p>{t('rate.thanks')}</p>
      </div>
    )
  }
  const send = (event: Event) => {
    event.preventDefault()
    chat.rate(conversation.id, score, comment).catch((refusal: Refusal) => setTrouble(refusal.message || t('offline')))
  }
  return (
    <form class="card rating" onSubmit={send}>
      <fieldset>
        <legend>{t('rate.ask')}</legend>
        <div class="stars">
          {scores.map((one) => (
            <label key={one} class={one <= score ? 'on' : ''}>
              <input type="radio" name="score" checked={one === score} onChange={() => setScore(one)} />
              <Icon name="star" />
              <span class="hide">{t('rate.star', { score: one })}</span>
            </label>
          ))}
        </div>
      </fieldset>
      {score > 0 && (
        <>
          <textarea
            rows={2}
            maxLength={1000}
            aria-label={t('rate.comment')}
            placeholder={t('rate.comment')}
            value={comment}
            onInput={(event) => setComment(event.currentTarget.value)}
          />
          <button type="submit" class="main">
            {t('rate.send')}
          </button>
        </>
      )}
      {trouble && (
        <p class="error" role="alert">
          {trouble}
        </p>
      )}
    </form>
  )
}
