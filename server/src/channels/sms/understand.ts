import type { IncomingMessage, KeepFile, RawItem, Understood } from '../carried.ts'
import { isOptOut } from './error-words.ts'
import { field } from './form.ts'
import { fetchFiles } from './media.ts'
import { consentOf } from './opt-out.ts'
import { e164 } from './phone.ts'
import type { Provider } from './provider.ts'
import { receiptOf } from './receipt.ts'

export interface UnderstandOptions {
  provider: Provider
  keepFile: KeepFile
  now: Date
}

type Parameters = Record<string, unknown>

/** What a webhook said, or an entry of the provider's list that the sweep wrote down in the same words. */
export async function understandText(item: RawItem, options: UnderstandOptions): Promise<Understood> {
  const said = item.payload
  if (!said) throw new Error('This is no webhook of a text.')
  const status = field(said, 'MessageStatus') || field(said, 'SmsStatus')
  const isMessage = status === '' || status === 'received' || status === 'receiving'
  return isMessage ? understandMessage(said, item, options) : understandStatus(said, status)
}

/** @throws Error when nobody sent it, ChannelUnavailableError while its files cannot be fetched. */
async function understandMessage(
  said: Parameters,
  item: RawItem,
  { provider, keepFile, now }: UnderstandOptions,
): Promise<Understood> {
  const sender = field(said, 'From').trim()
  if (sender === '') throw new Error('The text says nothing of who sent it.')
  const number = e164(sender)
  const age = now.getTime() - item.receivedAt.getTime()
  const { fileIds, warnings } = await fetchFiles(said, provider, keepFile, age)
  // A short code, or a name: it can be read but not answered.
  if (!number) warnings.push(`${sender} is not a telephone number: this cannot be answered.`)
  const message: IncomingMessage = {
    // The network vouches for the number, and the provider for the network.
    identity: { kind: 'phone', value: number ?? sender, verified: true },
    name: null,
    body: field(said, 'Body').trim(),
    content: null,
    reference: null,
    evidence: [],
    fileIds,
    warnings,
    sentAt: dateOf(field(said, 'DateSent')),
  }
  const consent = number ? consentOf(number, message.body, field(said, 'OptOutType')) : null
  return consent ? { message, consents: [consent] } : { message }
}

function understandStatus(said: Parameters, status: string): Understood {
  const to = e164(field(said, 'To')) ?? field(said, 'To')
  const errorCode = field(said, 'ErrorCode') || null
  const id = field(said, 'MessageSid') || field(said, 'SmsSid')
  const receipt = receiptOf({ id, status, errorCode, errorMessage: field(said, 'ErrorMessage') || null, to })
  if (!receipt) return { ignored: `A status that says nothing of how far a text got: ${status}.` }
  if (!isOptOut(receipt.code) || to === '') return { receipts: [receipt] }
  const reason = 'The provider says that they opted out'
  return {
    receipts: [receipt],
    consents: [{ identity: { kind: 'phone', value: to }, state: 'opted_out', reason }],
  }
}

function dateOf(text: string): Date | null {
  const date = new Date(text)
  return text === '' || Number.isNaN(date.getTime()) ? null : date
}
