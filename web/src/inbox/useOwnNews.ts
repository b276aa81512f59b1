import { onScopeDispose } from 'vue'
import { useI18n } from 'vue-i18n'
import { onChange } from '../live/changes.ts'
import { useViewer } from '../session/viewer.ts'
import { notify, notifyFailure } from '../ui/toast.ts'

/** Tells an agent that something of theirs will soon be too late, or is, and that somebody came to help. */
export function useOwnNews(): void {
  const { t } = useI18n()
  const viewer = useViewer()
  const stop = onChange((change) => {
    if (change.__typename !== 'ConversationChanged') return
    const { assignee, contact, due } = change.conversation
    // What is replayed after a cut is not news.
    if (assignee?.id !== viewer.value.agent.id || Date.now() - Date.parse(change.at) > 60_000) return
    const about = { kind: due ? t(`inbox.due.${due.kind}`) : '', who: contact.displayName, by: change.by?.name ?? '' }
    if (change.type === 'conversation.joined') void notify(t('inbox.joinedNotice', about))
    if (change.type === 'conversation.sla_breached' && due) void notifyFailure(t('inbox.due.lateNotice', about))
    if (change.type === 'conversation.sla_warned' && due) void notify(t('inbox.due.soonNotice', about))
  })
  onScopeDispose(stop)
}
