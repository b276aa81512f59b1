import { addText, newSid, type State, type Text } from '../state.ts'
import { accountPath } from '../messages/shown.ts'
import { postWebhook } from '../webhooks.ts'

/** A picture or another file that a customer sends. */
export interface Enclosed {
  contentType: string
  content: Buffer
}

const stop = new Set(['STOP', 'STOPALL', 'UNSUBSCRIBE', 'CANCEL', 'END', 'QUIT', 'REVOKE', 'OPTOUT'])
const start = new Set(['START', 'YES', 'UNSTOP'])
const help = new Set(['HELP', 'INFO'])

/** A customer texts a number of the company; resolves when whoever rents the number has answered, or did not. */
export async function textFrom(
  state: State,
  from: string,
  to: string,
  body: string,
  enclosed: Enclosed[] = [],
): Promise<Text> {
  const media = enclosed.map((file) => ({ sid: newSid('ME'), ...file }))
  const sentAt = state.now()
  const given = { direction: 'inbound', from, to, body, media, status: 'received', sentAt } as const
  const text = addText(state, { ...given, errorCode: null, statusCallback: null })
  const reply = obey(state, from, to, body.trim().toUpperCase())
  if (reply)
    addText(state, {
      ...given,
      direction: 'outbound-reply',
      from: to,
      to: from,
      body: reply,
      media: [],
      status: 'delivered',
      errorCode: null,
      statusCallback: null,
    })
  const number = state.numbers.find((own) => own.number === to)
  await postWebhook(state, number?.smsUrl ?? '', webhookOf(state, text))
  return text
}

/** Acts on the words by which people opt out and in; what is answered to them. */
function obey(state: State, from: string, to: string, word: string): string | null {
  const pair = `${from}>${to}`
  if (stop.has(word)) {
    state.optedOut.add(pair)
    return 'You will get no more texts from this number. Answer START to get them again.'
  }
  if (help.has(word)) return 'Answer STOP to get no more texts from this number.'
  if (start.has(word) && state.optedOut.delete(pair)) return 'You will get texts from this number again.'
  return null
}

function webhookOf(state: State, { sid, from, to, body, media }: Text): Record<string, string> {
  const files = media.flatMap(({ sid: id, contentType }, n) => [
    [`MediaUrl${n}`, `${state.url}${accountPath(state)}/Messages/${sid}/Media/${id}`],
    [`MediaContentType${n}`, contentType],
  ])
  return {
    ToCountry: 'US',
    SmsMessageSid: sid,
    NumMedia: String(media.length),
    SmsSid: sid,
    SmsStatus: 'received',
    Body: body,
    FromCountry: 'US',
    To: to,
    NumSegments: '1',
    MessageSid: sid,
    AccountSid: state.accountSid,
    From: from,
    ApiVersion: '2010-04-01',
    ...Object.fromEntries(files),
  }
}
