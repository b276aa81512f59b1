import type { ConversationSummary } from '../../protocol.ts'
import { useChat } from './context.ts'
import { Rating } from './rating.tsx'

/** After the end: how it was, and how to begin again. */
export function Ended({ conversation }: { conversation: ConversationSummary }) {
  const { state, t } = useChat()
  return (
    <div class="ended">
      <p class="day">
        <span>{t('ended.text')}</span>
      </p>
      {state.config.features.rating && <Rating conversation={conversation} />}
    </div>
  )
}
