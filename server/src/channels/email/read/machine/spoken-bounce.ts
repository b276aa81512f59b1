import type { Receipt } from '../../../carried.ts'
import { mailboxesIn } from '../mime/addresses.ts'
import { parseHeaders, readable } from '../mime/headers.ts'
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

/** What a bounce in plain words says: qmail, exim, Gmail and others write them. Nothing when it speaks of no failure. */
export function spokenReceipts(report: Report): Receipt[] {
  const { said, copy } = withoutCopy(report.text)
  if (!failed.test(said) && !failed.test(readable(report.headers, 'subject')) && !waiting.test(said)) return []
  const providerId = providerIdIn(report)
  const late = waiting.test(said) && !givenUp.test(said)
  const recipients = [...recipientsIn(report, said, copy)].slice(0, mostRecipients)
  return (recipients.length > 0 ? recipients : [[null, said] as const]).map(([recipient, words]): Receipt => {
    const { words: reason, code, badAddress } = reasonFor(words, '')
    const state = late ? 'delayed' : 'failed'
    return { providerId, state, reason, code, badAddress: !late && badAddress ? recipient : null }
  })
}

/** Each recipient with what is said below its first mention, up to the next. */
function recipientsIn(report: Report, said: string, copy: string): Map<string, string> {
  const known = knownRecipients(report, copy)
  const mentioned = mentions(report, said)
  const meant = mentioned.filter(([found]) => known.includes(found))
  const begins = meant.length > 0 ? meant : known.length > 0 ? [] : mentioned
  const recipients = begins.map(([found, at], n): [string, string] => [
    found,
    said.slice(at + found.length, begins[n + 1]?.[1]).replace(/^[\s>:)\]]{1,20}/, ''),
  ])
  return new Map(
    [...known.map((found): [string, string] => [found, said]), ...recipients].filter(
      ([found]) => meant.length === 0 || meant.some(([one]) => one === found),
    ),
  )
}

/** Addresses in the text that are neither ours nor the mail server's, each with the place of its first mention. */
function mentions(report: Report, said: string): [string, number][] {
  const ours = new Set(
    mailboxesIn(report.headers, 'to', 'from', 'delivered-to', 'sender').map((mailbox) => mailbox.address),
  )
  const first = new Map<string, number>()
  for (const match of said.matchAll(address)) {
    const found = match[0].toLowerCase()
    if (!first.has(found) && !ours.has(found) && !/^(?:postmaster|mailer-daemon)@/.test(found))
      first.set(found, match.index)
  }
  return [...first]
}

/** The recipients that the bounce names for programs, else those of the mail that came back. */
function knownRecipients(report: Report, copy: string): string[] {
  const named = mailboxesIn(report.headers, 'x-failed-recipients')
  const head = report.returned ?? parseHeaders(Buffer.from(copy.replace(/\n{2,}/, '\n').slice(0, 64_000))).headers
  const mailboxes = named.length > 0 ? named : mailboxesIn(head, 'to', 'cc')
  return mailboxes.map((mailbox) => mailbox.address)
}
