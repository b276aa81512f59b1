import type { Receipt } from '../../../carried.ts'
import { mailboxesIn } from '../mime/addresses.ts'
import { all, readable } from '../mime/headers.ts'
import { reasonFor } from './reason.ts'
import type { Report } from './report.ts'
import { providerIdIn, withoutCopy } from './returned.ts'

const address = /[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}/g
const mostRecipients = 50

const failed =
  /(?:could|can|was|were|has|have|is|be)(?: |n['’])?(?: ?not?)? (?:be )?(?:un)?deliver|undeliver|fail(?:ed|ure)|permanent|fatal error|returned|wasn't able|unable to (?:deliver|relay|send)|rejected|not exist|存在しない|届けられません|unzustellbar|nicht zugestellt/i

const waiting =
  /(?:will (?:be retried|continue|keep|retry|try)|still (?:being )?(?:trying|retried|attempt)|delay|no need to (?:re-?send|retransmit)|not yet (?:been )?deliver|temporar|do not resend|no action is required)/i
const givenUp = /giv(?:en|ing) up|permanent|fatal|i'm not going to try|not be (?:retried|attempted)|final/i

/** What a bounce in plain words says: qmail, exim, Gmail and others write them. Nothing when it names nobody. */
export function spokenReceipts(report: Report): Receipt[] {
  const { said } = withoutCopy(report.text)
  if (!failed.test(said) && !failed.test(readable(report.headers, 'subject')) && !waiting.test(said)) return []
  const providerId = providerIdIn(report)
  const late = waiting.test(said) && !givenUp.test(said)
  return [...recipientsIn(report, said)].slice(0, mostRecipients).map(([recipient, words]): Receipt => {
    const { words: reason, code, badAddress } = reasonFor(words, '')
    const state = late ? 'delayed' : 'failed'
    return { providerId, state, reason, code, badAddress: !late && badAddress ? recipient : null }
  })
}

/** Each recipient with what is said below its first mention, up to the next. */
function recipientsIn(report: Report, said: string): Map<string, string> {
  const named = mailboxesIn(report.headers, 'x-failed-recipients').map((mailbox) => mailbox.address)
  const ours = new Set(
    mailboxesIn(report.headers, 'to', 'from', 'delivered-to', 'sender').map((mailbox) => mailbox.address),
  )
  const places = [...said.matchAll(address)]
    .map((match) => ({ at: match.index, found: match[0].toLowerCase().replace(/^.*=(?=[^@]+@)/, '') }))
    .filter(({ found }) =>
      named.length > 0 ? named.includes(found) : !ours.has(found) && !/^(?:postmaster|mailer-daemon)@/.test(found),
    )
  const begins = [...new Map(places.toReversed().map(({ found, at }) => [found, at])).entries()].toSorted(
    (a, b) => a[1] - b[1],
  )
  const recipients = new Map(
    begins.map(([found, at], n) => [
      found,
      said
        .slice(at, begins[n + 1]?.[1])
        .slice(found.length)
        .replace(/^[\s>:)\]]+/, ''),
    ]),
  )
  for (const found of named) if (!recipients.has(found)) recipients.set(found, said)
  if (recipients.size === 0) for (const found of listed(report)) recipients.set(found, said)
  return recipients
}

/** The recipients of the mail that came back. */
const listed = (report: Report) =>
  report.returned && all(report.returned, 'to').length > 0
    ? mailboxesIn(report.returned, 'to').map(({ address }) => address)
    : []
