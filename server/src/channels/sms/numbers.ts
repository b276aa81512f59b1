import type { IncomingPhoneNumberInstance } from 'twilio/lib/rest/api/v2010/account/incomingPhoneNumber.js'
import { ChannelRejectedError } from '../../errors.ts'
import type { Webhooks } from './addresses.ts'
import { askFailure } from './failure.ts'
import type { Provider } from './provider.ts'

/** A number of the provider's account. */
export interface AccountNumber {
  /** The provider's id. */
  id: string
  /** E.164. */
  number: string
  name: string
  /** Texts, and texts with pictures, can be sent from it. */
  texts: boolean
  pictures: boolean
  /** Where its texts are reported to now; null when nowhere. */
  reportsTo: string | null
}

/** The numbers of the account, at most a thousand. */
export async function listNumbers({ client }: Provider): Promise<AccountNumber[]> {
  const found = await client.incomingPhoneNumbers.list({ limit: 1000, pageSize: 1000 }).catch(toAppError)
  return found.map(({ sid, phoneNumber, friendlyName, capabilities, smsUrl }) => ({
    id: sid,
    number: phoneNumber,
    name: friendlyName || phoneNumber,
    texts: capabilities?.sms !== false,
    pictures: capabilities?.mms === true,
    reportsTo: smsUrl || null,
  }))
}

/**
 * Has the number's texts reported to us. News of sent texts need no setting: each text says where they go. The status
 * callback of a number is for its calls and stays as it is.
 * @throws ChannelRejectedError when the account has no such number.
 */
export async function connectNumber(provider: Provider, { incoming }: Webhooks): Promise<void> {
  const number = await findNumber(provider)
  // An application would be asked instead of the address.
  const without = number.smsApplicationSid ? { smsApplicationSid: '' } : {}
  const settings = { smsUrl: incoming, smsMethod: 'POST', ...without }
  await provider.client.incomingPhoneNumbers(number.sid).update(settings).catch(toAppError)
}

/**
 * What is not as `connectNumber` left it, in words; empty when all is.
 * @throws ChannelRejectedError when the account has no such number.
 */
export async function checkNumber(provider: Provider, { incoming }: Webhooks): Promise<string[]> {
  const { smsUrl, smsMethod, smsApplicationSid } = await findNumber(provider)
  const drift: string[] = []
  if (smsApplicationSid) drift.push('Texts go to an application of the account, not to this hub.')
  if (!smsUrl) drift.push('Texts are reported to nobody.')
  else if (smsUrl !== incoming) drift.push(`Texts are reported to ${smsUrl}, not to ${incoming}.`)
  else if (smsMethod && smsMethod !== 'POST') drift.push(`Texts are reported with ${smsMethod}, not with POST.`)
  return drift
}

/** The number of the channel in the account. */
export async function findNumber({ client, settings }: Provider): Promise<IncomingPhoneNumberInstance> {
  const asked = { phoneNumber: settings.number, limit: 20 }
  const listed = await client.incomingPhoneNumbers.list(asked).catch(toAppError)
  // The filter also finds numbers that only contain this one.
  const found = listed.find(({ phoneNumber }) => phoneNumber === settings.number)
  if (!found) throw new ChannelRejectedError(`The account has no number ${settings.number}.`)
  return found
}

function toAppError(error: unknown): never {
  throw askFailure(error)
}
