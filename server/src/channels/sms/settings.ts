import * as v from 'valibot'
import { e164 } from './phone.ts'

/** The header that carries the signature of a webhook, by scheme. The signature itself is made the same way. */
export const signatureHeaders = { twilio: 'x-twilio-signature', signalwire: 'x-signalwire-signature' } as const

const baseUrl = v.pipe(
  v.string(),
  v.trim(),
  v.check(isBaseUrl, 'Give the address of the API, such as https://api.twilio.com, without a query.'),
  v.transform((url) => url.replace(/\/+$/, '')),
)
const accountId = v.pipe(
  v.string(),
  v.trim(),
  v.regex(/^[\w-]{1,64}$/, 'Give the account id as the provider shows it.'),
)
const number = v.pipe(
  v.string(),
  v.check((text) => e164(text) !== null, 'Give the number with its country code, such as +15551234567.'),
  v.transform((text) => e164(text) ?? text),
)

/** What stands in `Channel.settings` of a number: who carries its texts. */
export const smsSettings = v.object({
  baseUrl: v.optional(baseUrl, 'https://api.twilio.com'),
  /** Not always `AC…`: other providers use ids of their own. */
  accountId,
  signature: v.optional(v.picklist(['twilio', 'signalwire'], 'Choose twilio or signalwire.'), 'twilio'),
  /** E.164. */
  number,
})

/** The settings of a number, complete. */
export type SmsSettings = v.InferOutput<typeof smsSettings>

const token = v.pipe(v.string(), v.trim(), v.nonEmpty('This must not be empty.'), v.maxLength(500))

/** What is kept sealed beside the settings. */
export const smsSecrets = v.object({
  authToken: token,
  /** Also good for signatures: the next token while tokens are changed, or a signing key where that is another one. */
  secondaryAuthToken: v.optional(token),
  /** Signs in with an API key instead of the account: its id; `authToken` is the key's secret then. */
  user: v.optional(token),
})

export type SmsSecrets = v.InferOutput<typeof smsSecrets>

/**
 * `Channel.settings` of a number as it stands in the database.
 * @throws Error when it was written around the hub and cannot be used.
 */
export const readSmsSettings = (stored: unknown): SmsSettings => v.parse(smsSettings, stored)

function isBaseUrl(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, username, search, hash } = new URL(text)
  return /^https?:$/.test(protocol) && username === '' && search === '' && hash === ''
}
