/** What went wrong; `status` is 0 where the hub was not reached. */
export type AuthError = { status: number; message: string; code: string }
export type Answer = { data: Record<string, unknown>; error: null } | { data: null; error: AuthError }

/**
 * Asks the hub's sign-in for something before anybody is signed in. The pages behind the sign-in use its own client
 * (`auth.ts`), which is too large for the first load.
 */
async function ask(path: string, input: Record<string, unknown>): Promise<Answer> {
  try {
    const headers = { 'content-type': 'application/json' }
    const response = await fetch(`/api/auth${path}`, { method: 'POST', headers, body: JSON.stringify(input) })
    const data = ((await response.json().catch(() => null)) ?? {}) as Record<string, unknown>
    const said = (what: string) => String(data[what] ?? '')
    if (response.ok) return { data, error: null }
    return { data: null, error: { status: response.status, message: said('message'), code: said('code') } }
  } catch {
    return { data: null, error: { status: 0, message: '', code: '' } }
  }
}

/** Signs in; `twoFactorRedirect` in the answer means that a code must follow. */
export const signInWithPassword = (email: string, password: string) => ask('/sign-in/email', { email, password })

/** The second step: a code of the authenticator app, or a backup code. */
export const verifyCode = (code: string, backup: boolean, trustDevice: boolean) =>
  ask(backup ? '/two-factor/verify-backup-code' : '/two-factor/verify-totp', { code, trustDevice })

/** Sends a link to choose a new password, if there is such an account. */
export const requestPasswordReset = (email: string, redirectTo: string) =>
  ask('/request-password-reset', { email, redirectTo })

/** Sets a new password with the token of that link. */
export const resetPassword = (newPassword: string, token: string) => ask('/reset-password', { newPassword, token })
