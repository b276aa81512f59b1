import { ref } from 'vue'
import { useI18n } from 'vue-i18n'

type Cause = { code?: string; message?: string; status: number }
type Answer<T> = { data: T; error: null } | { data: null; error: Cause }

/** A call of the sign-in service with its state: what went wrong is in words in `error`. */
export function useAuthCall() {
  const { t } = useI18n()
  const busy = ref(false)
  const error = ref<string | null>(null)
  const words = ({ code, status, message }: Cause) => {
    if (status === 429) return t('profile.tooMany')
    if (!status || status >= 500) return t('ui.unreachable')
    if (code === 'INVALID_PASSWORD') return t('profile.wrongPassword')
    if (code?.includes('CODE')) return t('profile.wrongCode')
    return message ?? t('ui.failedText')
  }
  async function call<T>(ask: () => Promise<Answer<T>>): Promise<T | null> {
    busy.value = true
    error.value = null
    const answer = await ask().catch(() => ({ data: null, error: { status: 0 } }))
    busy.value = false
    if (answer.error) error.value = words(answer.error)
    return answer.data
  }
  return { busy, error, call }
}
