import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import { useViewer } from '../../session/viewer.ts'
import { commandKey } from './commandKey.ts'

/**
 * How the keyboard sends what is written, as the agent wants: by Enter, or by Enter with Ctrl or Cmd, which always does.
 * `always` says that Enter alone is needed for something else.
 */
export function useSendKey(send: () => void, always: () => boolean) {
  const { t } = useI18n()
  const viewer = useViewer()
  const hint = computed(() =>
    viewer.value.enterSends && !always() ? t('inbox.enterHint') : t('inbox.modEnterHint', { key: commandKey(t) }),
  )
  function enter(event: KeyboardEvent) {
    if (event.isComposing || event.shiftKey || event.altKey) return
    if (!viewer.value.enterSends && !event.ctrlKey && !event.metaKey) return
    event.preventDefault()
    send()
  }
  return { hint, enter }
}
