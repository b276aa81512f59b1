import { ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { type Answer, type AuthError, signInWithPassword, verifyCode } from './signIn.ts'

/** Signing in: first with a password, then, where it is switched on, with a code. */
export function useSignIn(done: () => void) {
  const { t } = useI18n()
  const step = ref<'password' | 'code'>('password')
  const error = ref<string | null>(null)
  const busy = ref(false)

  function words({ status }: AuthError): string {
    if (status === 429) return t('session.tooMany')
    if (!status || status >= 500) return t('ui.unreachable')
    return t(step.value === 'code' ? 'session.wrongCode' : 'session.wrong')
  }

  async function attempt(answer: Promise<Answer>) {
    busy.value = true
    error.value = null
    const result = await answer
    busy.value = false
    if (result.error) error.value = words(result.error)
    else if ('twoFactorRedirect' in result.data) step.value = 'code'
    else done()
  }

  return {
    step,
    error,
    busy,
    withPassword: (email: string, password: string) => attempt(signInWithPassword(email.trim(), password)),
    withCode: (code: string, backup: boolean, trust: boolean) => attempt(verifyCode(code.trim(), backup, trust)),
  }
}
