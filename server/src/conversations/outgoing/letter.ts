import { isAddress } from '../../channels/address.ts'
import type { Mailbox } from '../../channels/carried.ts'
import { InvalidInputError } from '../../errors.ts'
import { line } from '../../platform/text.ts'
import type { Recipients } from './recipients.ts'
import type { Way } from './way.ts'

/** What an agent may say about an answer beside its words; what is left out is as usual. */
export interface LetterInput {
  subject?: string | null
  to?: readonly string[] | null
  cc?: readonly string[] | null
  bcc?: readonly string[] | null
}

/** More is a mailing, not an answer. */
const mostRecipients = 50

/**
 * Whom an answer goes to: what the agent wrote, else the usual ones.
 * @throws InvalidInputError at the field that cannot be used, or at `to` when nobody is left.
 */
export function recipientsFor(way: Way, input: LetterInput, usual: Recipients): Recipients {
  if (!way.can.letters && (input.cc?.length || input.bcc?.length)) {
    throw new InvalidInputError('cc', 'Nobody can be copied on this channel.')
  }
  const chosen = {
    to: input.to ? addresses(way, 'to', input.to) : usual.to,
    cc: input.cc ? addresses(way, 'cc', input.cc) : usual.cc,
    bcc: input.bcc ? addresses(way, 'bcc', input.bcc) : usual.bcc,
  }
  if (chosen.to.length === 0) throw new InvalidInputError('to', missing(way))
  if (chosen.to.length > 1 && !way.can.letters) throw new InvalidInputError('to', 'Choose one address.')
  const all = chosen.to.length + chosen.cc.length + chosen.bcc.length
  if (all > mostRecipients) throw new InvalidInputError('to', `At most ${mostRecipients} addresses are possible.`)
  return chosen
}

/** @throws InvalidInputError at the first thing that a plain message cannot have: nothing that was given is dropped. */
export function refuseLetter(input: LetterInput & { sendAt?: string | null; html?: string | null }): void {
  const fields = ['to', 'cc', 'bcc', 'subject', 'sendAt', 'html'] as const
  const given = fields.find((field) => input[field] != null)
  if (given) throw new InvalidInputError(given, 'This channel carries words and files only.')
}

function addresses({ can }: Way, field: 'to' | 'cc' | 'bcc', given: readonly string[]): Mailbox[] {
  const values = given.map((one) => one.trim()).filter((one) => one !== '')
  const wrong = values.find((one) => !isAddress(can.addresses ?? 'email', one))
  if (wrong !== undefined) throw new InvalidInputError(field, `“${wrong.slice(0, 80)}” is no address.`)
  return [...new Set(values.map((one) => one.toLowerCase()))].map((address) => ({ address, name: null }))
}

const missing = ({ can }: Way) =>
  can.addresses === 'phone'
    ? 'No telephone number of this customer is known.'
    : 'No mail address of this customer is known.'

/** The subject of an answer: what the agent wrote, else that of the conversation as an answer names it. */
export function subjectFor(
  way: Way,
  given: string | null | undefined,
  conversation: { subject: string | null; number: number },
) {
  if (!way.can.letters) return null
  if (given != null && given.trim() !== '') return line('subject', given, 250)
  const of = conversation.subject?.trim() || `Your request #${conversation.number}`
  return /^(re|aw|sv|antw|odp|ré)\s*:/i.test(of) ? of : `Re: ${of}`
}
