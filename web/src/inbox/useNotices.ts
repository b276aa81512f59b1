import { onScopeDispose } from 'vue'
import { useI18n } from 'vue-i18n'
import { useRouter } from 'vue-router'
import { type Change, onChange } from '../live/changes.ts'
import { useViewer } from '../session/viewer.ts'
import { playNotice } from './sound.ts'

type Added = Extract<Change, { __typename: 'MessageAdded' }>

/** Tells of a customer's new message by sound and desktop notice, as the viewer wants, where it is theirs or nobody's. */
export function useNotices(): void {
  const { t } = useI18n()
  const viewer = useViewer()
  const router = useRouter()

  function concerns(change: Added) {
    const owner = change.conversation.assignee?.id
    return change.message.kind === 'INBOUND' && (!owner || owner === viewer.value.agent.id)
  }
  function show({ conversation, message }: Added) {
    const notice = new Notification(conversation.contact.displayName, {
      body: message.body || t('inbox.file'),
      tag: conversation.id,
      icon: '/icon.svg',
    })
    notice.addEventListener('click', () => {
      window.focus()
      void router.push(`/inbox/all/${conversation.id}`)
      notice.close()
    })
  }
  const stop = onChange((change) => {
    if (change.__typename !== 'MessageAdded' || !concerns(change)) return
    // What is replayed after a cut is not news.
    if (Date.now() - Date.parse(change.at) > 60_000) return
    const wants = viewer.value.notifications
    if (wants.sound && !document.hasFocus()) playNotice()
    if (wants.desktop && document.hidden && 'Notification' in window && Notification.permission === 'granted')
      show(change)
  })
  onScopeDispose(stop)
}
