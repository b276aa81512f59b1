import type { Outgoing } from '../state.ts'
import { Attachments } from './attachments.tsx'
import { useChat } from './context.ts'
import { Text } from './text.tsx'

/** A message that is not with the hub yet, or that the hub refused. */
export function Pending({ message }: { message: Outgoing }) {
  const { chat, state, t } = useChat()
  const { clientId, body, attachments, failed } = message
  const asked = failed?.field && state.config.form.fields.some(({ name }) => name === failed.field)
  return (
    <li class={`msg mine begins ${failed ? 'failed' : 'waits'}`}>
      <div class="col">
        <span class="hide">{t('you')}:</span>
        <Attachments attachments={attachments} />
        {body && (
          <div class="bubble">
            <Text body={body} />
          </div>
        )}
        {failed ? (
          <div class="meta error" role="alert">
            {t('failed')} {failed.message}
            <span class="row">
              <button type="button" class="link" onClick={() => (asked ? chat.correctForm() : chat.retry(clientId))}>
                {t('retry')}
              </button>
              <button type="button" class="link" onClick={() => chat.discard(clientId)}>
                {t('discard')}
              </button>
            </span>
          </div>
        ) : (
          <small class="meta">{t(state.connection === 'lost' ? 'waiting' : 'sending')}</small>
        )}
      </div>
    </li>
  )
}
