import type { IncomingMessage } from 'node:http'
import { validateRequest } from 'twilio/lib/webhooks/webhooks.js'
import * as v from 'valibot'
import type { CarriedConfig } from '../carried.ts'
import type { Form } from './form.ts'
import { readSmsSettings, signatureHeaders, smsSecrets } from './settings.ts'

/**
 * Whether the provider sent this form to this address, proved by either token of the channel.
 * @param url the address the provider was told, with its query: made of the configured one, never of the Host header,
 *   which anybody can write.
 */
export function isSigned(channel: CarriedConfig, req: IncomingMessage, url: string, form: Form): boolean {
  const { authToken, secondaryAuthToken } = v.parse(smsSecrets, channel.secrets)
  const signature = req.headers[signatureHeaders[readSmsSettings(channel.settings).signature]]
  if (typeof signature !== 'string' || signature === '') return false
  return [authToken, secondaryAuthToken].some(
    (token) => token !== undefined && validateRequest(token, signature, url, form),
  )
}
