import { isDue } from '../faults.ts'
import { RestError } from '../http.ts'
import { addText, newSid, run, type Media, type State, type Text } from '../state.ts'
import { travel } from './travel.ts'

const number = /^\+[1-9]\d{6,14}$/

/**
 * Takes a text from the account; it then goes its way by itself.
 * @throws RestError with the codes that the real company has for it.
 */
export function createText(state: State, form: URLSearchParams): Text {
  const { refuse } = state.faults
  if (refuse && isDue(refuse)) {
    const { status, code = status === 429 ? 20429 : 20500, message = 'Refused on request', retryAfter } = refuse
    throw new RestError(status, code, message, retryAfter)
  }
  const asked = read(form)
  check(state, asked)
  const media = asked.mediaUrls.map((): Media => ({ sid: newSid('ME'), contentType: '', content: Buffer.alloc(0) }))
  const { to, from, body, statusCallback } = asked
  const text = addText(state, {
    direction: 'outbound-api',
    from,
    to,
    body,
    statusCallback,
    media,
    status: 'queued',
    errorCode: null,
    sentAt: null,
  })
  run(state, travel(state, text, asked.mediaUrls))
  return text
}

const read = (form: URLSearchParams) => ({
  to: form.get('To') ?? '',
  from: form.get('From') ?? '',
  body: form.get('Body') ?? '',
  mediaUrls: form.getAll('MediaUrl'),
  statusCallback: form.get('StatusCallback'),
})

function check(state: State, { to, from, body, mediaUrls, statusCallback }: ReturnType<typeof read>): void {
  const refuse = (code: number, message: string) => new RestError(400, code, message)
  if (to === '') throw refuse(21604, "A 'To' phone number is required.")
  if (from === '') throw refuse(21603, "A 'From' phone number is required.")
  if (!number.test(to)) throw refuse(21211, `Invalid 'To' Phone Number: ${to}`)
  if (!state.numbers.some((own) => own.number === from)) {
    throw refuse(
      21606,
      `The 'From' phone number provided (${from}) is not a valid message-capable number for this account.`,
    )
  }
  if (body === '' && mediaUrls.length === 0) throw refuse(21602, 'Message body is required.')
  if (body.length > 1600) throw refuse(21617, 'The concatenated message body exceeds the 1600 character limit.')
  if (mediaUrls.length > 10) throw refuse(21623, 'Number of media files exceeds allowed limit.')
  if (!mediaUrls.every((url) => URL.canParse(url))) throw refuse(21620, 'Invalid media URL(s).')
  if (statusCallback && !URL.canParse(statusCallback)) throw refuse(21609, 'The StatusCallback URL is not valid.')
  if (state.optedOut.has(`${to}>${from}`)) throw refuse(21610, 'Attempt to send to unsubscribed recipient')
}
