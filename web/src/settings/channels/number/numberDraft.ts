import type { NumberPartsFragment } from '../../../gql/gen/graphql.ts'

export type SmsOf<C extends NumberPartsFragment = NumberPartsFragment> = NonNullable<C['sms']>

/** Who carries texts: Twilio, SignalWire, or whoever speaks as Twilio does. */
export const carriers = ['twilio', 'signalwire', 'other'] as const
export type Carrier = (typeof carriers)[number]

const twilio = 'https://api.twilio.com'

/** An account at a provider, as it is edited. Secrets that are empty stay as they are. */
export interface AccountDraft {
  carrier: Carrier
  baseUrl: string
  accountId: string
  secrets: { authToken: string; secondaryAuthToken: string; user: string }
}

/** A number as it is edited. */
export interface NumberDraft extends AccountDraft {
  name: string
  enabled: boolean
}

const noSecrets = (): AccountDraft['secrets'] => ({ authToken: '', secondaryAuthToken: '', user: '' })

export const newAccount = (): AccountDraft => ({ carrier: 'twilio', baseUrl: '', accountId: '', secrets: noSecrets() })

/** A number to edit. */
export function numberDraft({ name, enabled, sms }: NumberPartsFragment & { sms: SmsOf }): NumberDraft {
  const carrier = sms.signature === 'signalwire' ? 'signalwire' : sms.baseUrl === twilio ? 'twilio' : 'other'
  return { name, enabled, carrier, baseUrl: sms.baseUrl, accountId: sms.accountId, secrets: noSecrets() }
}

/** What the hub is given of an account. */
export function accountInput({ carrier, baseUrl, accountId, secrets }: AccountDraft) {
  const signature = carrier === 'signalwire' ? 'signalwire' : 'twilio'
  const settings = { baseUrl: carrier === 'twilio' ? twilio : baseUrl.trim(), accountId, signature }
  return { settings, secrets: Object.fromEntries(Object.entries(secrets).filter(([, value]) => value !== '')) }
}
