import type { Mailbox } from '../../carried.ts'
import { all, type Headers } from './mime/headers.ts'
import { mailboxesIn } from './mime/addresses.ts'

/** Who wrote a mail: the first of From; when it names nobody, whoever sent it. Null when nobody is named at all. */
export function senderOf(headers: Headers): Mailbox | null {
  for (const name of ['from', 'sender', 'reply-to', 'return-path', 'x-envelope-from', 'resent-from']) {
    const [mailbox] = mailboxesIn(headers, name)
    if (mailbox) return mailbox
  }
  return null
}

/**
 * Whether the mail server that we trust found the address of From to be true (RFC 8601: `dmarc=pass`). Only the topmost
 * of its results counts, since those below may have come with the mail; nobody trusted, nothing is true.
 */
export function isVerified(headers: Headers, sender: Mailbox, trusted: string | null): boolean {
  if (!trusted || all(headers, 'from').length !== 1 || mailboxesIn(headers, 'from').length !== 1) return false
  const [results] = all(headers, 'authentication-results')
    .map((value) => value.replace(/\([^()]*\)/g, ' ').split(';'))
    .filter(([server = '']) => server.trim().split(/\s+/)[0]?.toLowerCase() === trusted.toLowerCase())
  const dmarc = results?.slice(1).find((result) => /^\s*dmarc\s*=/i.test(result)) ?? ''
  const domain = /header\.from\s*=\s*"?(?:[^\s"@]*@)?([^\s";]+)/i.exec(dmarc)?.[1]
  const ofSender = domain === undefined || domain.toLowerCase() === sender.address.split('@')[1]
  return /^\s*dmarc\s*=\s*pass\b/i.test(dmarc) && ofSender
}
