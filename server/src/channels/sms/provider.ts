import { Agent as HttpAgent } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import { createRequire } from 'node:module'
import type { Twilio } from 'twilio'
import * as v from 'valibot'
import { ChannelRejectedError } from '../../errors.ts'
import { publicLookup } from '../../platform/private-hosts.ts'
import type { CarriedConfig } from '../carried.ts'
import { refusalOf } from './addresses.ts'
import { busyOrNull } from './failure.ts'
import { readSmsSettings, smsSecrets, type SmsSecrets, type SmsSettings } from './settings.ts'

/** A channel's provider, ready to be spoken to. */
export interface Provider {
  client: Twilio
  settings: SmsSettings
  secrets: SmsSecrets
  /** Its address may be one of this machine or its network. */
  allowPrivateHosts: boolean
}

export interface ProviderOptions {
  /** The sandbox and tests run on this machine; a public hub speaks to public https hosts only. */
  allowPrivateHosts: boolean
  /** Milliseconds until an answer is given up. */
  timeout: number
}

export type ProviderOf = (channel: CarriedConfig) => Provider

/** The SDK takes no other account ids than its own: it gets this one, which every request replaces. */
const standIn = `AC${'0'.repeat(32)}`

/** Connects channels to their providers; each once, until its settings change. */
export function createProviders(options: ProviderOptions): ProviderOf {
  const known = new Map<string, { provider: Provider; settings: string }>()
  return (channel) => {
    const settings = JSON.stringify([channel.settings, channel.secrets])
    const found = known.get(channel.id)
    if (found?.settings === settings) return found.provider
    const provider = connect(channel, options)
    known.set(channel.id, { provider, settings })
    return provider
  }
}

/** @throws ChannelRejectedError when the settings lead nowhere that credentials may be sent to. */
function connect(channel: CarriedConfig, { allowPrivateHosts, timeout }: ProviderOptions): Provider {
  const settings = readSmsSettings(channel.settings)
  const secrets = v.parse(smsSecrets, channel.secrets)
  const base = new URL(settings.baseUrl)
  const refusal = refusalOf(base, allowPrivateHosts)
  if (refusal) throw new ChannelRejectedError(refusal)
  // Loaded when it is first needed: it takes a fifth of a second, which a hub without numbers need not wait.
  const twilio = sdk()
  const http = new twilio.RequestClient({ timeout, keepAlive: false })
  Object.assign(http.axios.defaults, agentsFor(allowPrivateHosts))
  const request = http.request.bind(http)
  http.request = async (asked) => {
    const uri = addressAt(base, settings.accountId, asked.uri)
    const username = secrets.user ?? settings.accountId
    const answer = await request({ ...asked, uri, username, password: secrets.authToken })
    const busy = busyOrNull(answer.statusCode, answer.headers as Record<string, unknown> | undefined)
    if (busy) throw busy
    return answer
  }
  return {
    client: twilio(standIn, 'in place of the token', { httpClient: http }),
    settings,
    secrets,
    allowPrivateHosts,
  }
}

/**
 * Each request has a connection of its own: on one that was kept, a request may meet the other side closing it, and a text
 * would be uncertain for no reason.
 */
function agentsFor(allowPrivateHosts: boolean) {
  const options = { keepAlive: false, ...(!allowPrivateHosts && { lookup: publicLookup }) }
  return { httpAgent: new HttpAgent(options), httpsAgent: new HttpsAgent(options) }
}

/** Where a request of the SDK really goes: to the provider's base address, for its own kind of account id. */
export function addressAt(base: URL, accountId: string, uri: string): string {
  const { pathname, search } = new URL(uri)
  const prefix = base.pathname.replace(/\/$/, '')
  // Links to further pages carry the prefix already.
  const path = prefix !== '' && pathname.startsWith(`${prefix}/`) ? pathname.slice(prefix.length) : pathname
  return `${base.origin}${prefix}${path.replace(standIn, encodeURIComponent(accountId))}${search}`
}

const load = createRequire(import.meta.url)
const sdk = () => load('twilio') as typeof import('twilio')
