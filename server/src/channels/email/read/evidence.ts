import type { ThreadEvidence } from '../../carried.ts'
import { all, first, idsIn, type Headers } from './mime/headers.ts'

/** Where mail servers leave the address that a mail came to. */
const recipientHeaders = [
  'to',
  'cc',
  'delivered-to',
  'x-original-to',
  'envelope-to',
  'x-envelope-to',
  'x-forwarded-to',
  'resent-to',
]

const mostReferences = 50

/** What follows `+` and the letter in the plus addresses that the mail came to: `support+c…@` for `c`; each once. */
export function tokensIn(headers: Headers, letter: 'b' | 'c'): string[] {
  const plus = new RegExp(`[^\\s<>"@,;:+]\\+${letter}([A-Za-z0-9._~-]{1,200})@`, 'gi')
  const recipients = recipientHeaders.flatMap((name) => all(headers, name))
  return [...new Set(recipients.flatMap((value) => [...value.matchAll(plus)].map(([, token = '']) => token)))]
}

/** What says which conversation a mail belongs to: signed tokens, then the mails it answers, the nearest first. */
export function evidenceIn(headers: Headers): ThreadEvidence[] {
  const answered = idsIn(first(headers, 'in-reply-to'))
  const earlier = idsIn(all(headers, 'references').join(' ')).toReversed()
  const references = [...new Set([...answered, ...earlier])].slice(0, mostReferences)
  return [
    ...tokensIn(headers, 'c').map((value) => ({ kind: 'token' as const, value })),
    ...references.map((value) => ({ kind: 'reference' as const, value })),
  ]
}
