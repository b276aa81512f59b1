import { onScopeDispose } from 'vue'
import { useI18n } from 'vue-i18n'
import { onChange } from '../live/changes.ts'
import { useViewer } from '../session/viewer.ts'
import { notify, notifyFailure } from '../ui/toast.ts'

/** Tells an agent that something of theirs will soon be too late, or is. */
export function useDueWarnings(): void {
  const { t } = useI18n()
  const viewer = useViewer()
  const stop = onChange((change) => {
    if (change.__typename !== 'ConversationChanged' || !change.type.startsWith('conversation.sla_')) return
    const { assignee, contact, due } = change.conversation
    // What is replayed after a cut is not news.
    if (assignee?.id !== viewer.value.agent.id || !due || Date.now() - Date.parse(change.at) > 60_000) return
    const about = { kind: t(`inbox.due.${due.kind}`), who: contact.displayName }
    if (change.type === 'conversation.sla_breached') void notifyFailure(t('inbox.due.lateNotice', about))
    else void notify(t('inbox.due.soonNotice', about))
  })
  onScopeDispose(stop)
}
