import type { CarriedConfig } from '../carried.ts'
import { ChannelUnavailableError } from '../../errors.ts'
import { readEmailSettings } from './settings.ts'
import { renewToken, type OAuth2, type Renewed } from './token.ts'

/** How a server is to know us: a password, or a token for XOAUTH2. */
export type Credentials = { user: string; pass: string } | { user: string; accessToken: string }

/** The state of a sign-in by OAuth2, for the health page. */
export interface TokenState {
  /** Until when the token in use is good; it is renewed before. */
  accessUntil: Date | null
  /** Until when renewing is possible, where the provider says so. */
  renewableUntil: Date | null
  /** Why it could not be renewed, in words. */
  error: string | null
}

export interface SignIns {
  /** @throws ChannelUnavailableError when there is no token or password to be had. */
  credentials(channel: CarriedConfig, server: 'imap' | 'smtp'): Promise<Credentials>
  /** Forgets a token that a server refused. */
  forget(channel: CarriedConfig): void
  /** Null for passwords, and before the first renewal. */
  state(channel: Pick<CarriedConfig, 'id'>): TokenState | null
}

export interface SignInOptions {
  now(): Date
  allowPrivateHosts: boolean
  /** Called when a provider replaced the refresh token: the old one may stop working. */
  saveSecret?(channel: CarriedConfig, name: 'refreshToken', value: string): Promise<void>
}

/** Renewed this many milliseconds before it ends, so that none ends between asking and using. */
const margin = 120_000

/** Signs in to mail servers. Tokens are kept in memory, one for each channel, and renewed by one call at a time. */
export function createSignIns(options: SignInOptions): SignIns {
  const tokens = new Map<string, { secret: string; until: number | null; renewed: Promise<Renewed> }>()
  const states = new Map<string, TokenState>()

  async function renew(channel: CarriedConfig, signIn: OAuth2): Promise<Renewed> {
    try {
      const renewed = await renewToken(signIn, channel.secrets, options)
      states.set(channel.id, { accessUntil: renewed.until, renewableUntil: renewed.renewableUntil, error: null })
      if (renewed.refreshToken) await options.saveSecret?.(channel, 'refreshToken', renewed.refreshToken)
      return renewed
    } catch (error) {
      tokens.delete(channel.id)
      states.set(channel.id, { accessUntil: null, renewableUntil: null, error: (error as Error).message })
      throw error
    }
  }

  async function accessToken(channel: CarriedConfig, signIn: OAuth2): Promise<string> {
    const secret = channel.secrets['refreshToken'] ?? ''
    const held = tokens.get(channel.id)
    // `until` is null while it is being renewed: everybody waits for that one call.
    const good = held && (held.until === null || held.until - margin > options.now().getTime())
    if (good && held.secret === secret) return (await held.renewed).accessToken
    const next = { secret, until: null as number | null, renewed: renew(channel, signIn) }
    tokens.set(channel.id, next)
    const { accessToken: token, until } = await next.renewed
    next.until = until.getTime()
    return token
  }

  return {
    async credentials(channel, server) {
      const settings = readEmailSettings(channel.settings)
      const user = settings[server]?.user || settings.address
      if (settings.signIn.kind === 'oauth2') return { user, accessToken: await accessToken(channel, settings.signIn) }
      const { password, smtpPassword } = channel.secrets
      const pass = (server === 'smtp' && smtpPassword) || password
      if (!pass)
        throw new ChannelUnavailableError(`There is no password for ${user}. Enter it in the channel's settings.`)
      return { user, pass }
    },
    forget: (channel) => void tokens.delete(channel.id),
    state: (channel) => states.get(channel.id) ?? null,
  }
}
