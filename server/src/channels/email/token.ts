import * as v from 'valibot'
import { ChannelUnavailableError } from '../../errors.ts'
import { reach } from './reach.ts'
import type { EmailChannelSettings } from './settings.ts'
import type { SignInOptions } from './sign-in.ts'

export type OAuth2 = EmailChannelSettings['signIn'] & { kind: 'oauth2' }

export interface Renewed {
  accessToken: string
  until: Date
  /** A new refresh token, where the provider replaced it. */
  refreshToken: string | null
  renewableUntil: Date | null
}

const providers = {
  google: { tokenUrl: 'https://oauth2.googleapis.com/token', scope: null },
  microsoft: {
    tokenUrl: 'https://login.microsoftonline.com/common/oauth2/v2.0/token',
    scope: 'https://outlook.office.com/IMAP.AccessAsUser.All https://outlook.office.com/SMTP.Send offline_access',
  },
  custom: { tokenUrl: null, scope: null },
}

const answer = v.object({
  access_token: v.pipe(v.string(), v.nonEmpty()),
  /** Seconds. */
  expires_in: v.optional(v.number(), 3600),
  refresh_token: v.optional(v.string()),
  /** Seconds; Google names it for tokens that end. */
  refresh_token_expires_in: v.optional(v.number()),
})

/**
 * A new access token for a refresh token (RFC 6749, 6).
 * @throws ChannelUnavailableError in words: the provider's own where it gave any.
 */
export async function renewToken(
  signIn: OAuth2,
  secrets: Record<string, string>,
  options: Pick<SignInOptions, 'now' | 'allowPrivateHosts'>,
): Promise<Renewed> {
  const tokenUrl = signIn.tokenUrl ?? providers[signIn.provider].tokenUrl
  const { clientId, clientSecret, refreshToken } = secrets
  if (!tokenUrl)
    throw new ChannelUnavailableError('There is no address to renew the sign-in at. Enter it in the settings.')
  if (!clientId || !refreshToken) throw new ChannelUnavailableError('Nobody has signed in to this mailbox yet.')
  const form = new URLSearchParams({ grant_type: 'refresh_token', client_id: clientId, refresh_token: refreshToken })
  if (clientSecret) form.set('client_secret', clientSecret)
  const scope = signIn.scope ?? providers[signIn.provider].scope
  if (scope) form.set('scope', scope)
  const body = await post(tokenUrl, form, options.allowPrivateHosts)
  const after = (seconds: number) => new Date(options.now().getTime() + seconds * 1000)
  const until = body.refresh_token_expires_in
  return {
    accessToken: body.access_token,
    until: after(body.expires_in),
    refreshToken: body.refresh_token && body.refresh_token !== refreshToken ? body.refresh_token : null,
    renewableUntil: until === undefined ? null : after(until),
  }
}

async function post(tokenUrl: string, form: URLSearchParams, allowPrivateHosts: boolean) {
  const { hostname, protocol } = new URL(tokenUrl)
  if (protocol !== 'https:' && !allowPrivateHosts)
    throw new ChannelUnavailableError('Sign-ins are renewed by https only.')
  await reach(hostname.replace(/^\[|\]$/g, ''), allowPrivateHosts)
  const response = await fetch(tokenUrl, {
    method: 'POST',
    body: form,
    redirect: 'error',
    signal: AbortSignal.timeout(15_000),
  }).catch((error: unknown) => {
    throw new ChannelUnavailableError(`${hostname} does not answer: the sign-in could not be renewed.`, {
      cause: error,
    })
  })
  const said: unknown = await response.json().catch(() => null)
  const parsed = v.safeParse(answer, said)
  if (response.ok && parsed.success) return parsed.output
  const { error, error_description: description } = (said ?? {}) as Record<string, unknown>
  const reason = String(description ?? error ?? `status ${response.status}`).slice(0, 300)
  throw new ChannelUnavailableError(
    `${hostname} refuses to renew the sign-in: ${reason}. Sign in to the mailbox again.`,
  )
}
