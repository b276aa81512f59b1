import { createAuthClient } from 'better-auth/client'
import { twoFactorClient } from 'better-auth/client/plugins'

/** Sign-in, sessions, second factor and password reset. */
export const auth = createAuthClient({ basePath: '/api/auth', plugins: [twoFactorClient()] })

/** Ends the session and starts the app afresh, so that nothing of it stays in memory. */
export async function signOut(): Promise<void> {
  await auth.signOut()
  location.assign('/sign-in')
}
