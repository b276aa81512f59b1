import { ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { auth } from './auth.ts'

type AuthError = { code?: string; message?: string; status: number } | null

/** Signing in: first with a password, then, where it is switched on, with a code. */
export function useSignIn(done: () => void) {
  const { t } = useI18n()
  const step = ref<'password' | 'code'>('password')
  const error = ref<{ field: 'email' | 'password' | 'code'; text: string } | null>(null)
  const busy = ref(false)

  function tell(field: 'password' | 'code', cause: NonNullable<AuthError>) {
    if (cause.status === 429) error.value = { field, text: t('session.tooMany') }
    else if (cause.status >= 500 || !cause.status) error.value = { field, text: t('ui.unreachable') }
    else error.value = { field, text: t(field === 'code' ? 'session.wrongCode' : 'session.wrong') }
  }

  async function attempt<T>(field: 'password' | 'code', call: () => Promise<{ data: T; error: AuthError }>) {
    busy.value = true
    error.value = null
    const result = await call().catch(() => ({ data: null, error: { status: 0 } }))
    busy.value = false
    if (result.error) tell(field, result.error)
    return result.error ? null : result.data
  }

  async function withPassword(email: string, password: string) {
    const data = await attempt('password', () => auth.signIn.email({ email: email.trim(), password }))
    if (!data) return
    if ('twoFactorRedirect' in data) step.value = 'code'
    else done()
  }

  async function withCode(code: string, backup: boolean, trustDevice: boolean) {
    const input = { code: code.trim(), trustDevice }
    const data = await attempt('code', async () =>
      backup ? await auth.twoFactor.verifyBackupCode(input) : await auth.twoFactor.verifyTotp(input),
    )
    if (data) done()
  }

  return { step, error, busy, withPassword, withCode }
}
