import { tokensIn } from '../evidence.ts'
import { first, idsIn, parseHeaders } from '../mime/headers.ts'
import type { Report } from './report.ts'

/** Where the text of a bounce ends and the mail that came back begins. */
const copyBegins =
  /^[ \t\-_=*>]{0,80}(?:below this line is a copy|this is a copy of|(?:the )?original message(?: headers| follows| was)?|message headers follow|returned message|unsent message (?:below|follows)|header of the original message|begin(?:ning)? of original|start of the unsent|transcript of (?:the )?message|the (?:body|header)s? of the (?:original )?message|message from the sender|ursprüngliche nachricht|(?:return-path|received): ).*$/im

/** What the bounce says itself, and the copy of the mail below it. */
export function withoutCopy(text: string): { said: string; copy: string } {
  const begins = copyBegins.exec(text)
  return begins ? { said: text.slice(0, begins.index), copy: text.slice(begins.index) } : { said: text, copy: '' }
}

/**
 * How the mail is known that a report speaks of: the signed token of its return path (`+b…@`), else its Message-ID with
 * brackets. Empty when the report says neither.
 */
export function providerIdIn(report: Report): string {
  const [token] = tokensIn(report.headers, 'b')
  if (token) return token
  const copy = parseHeaders(Buffer.from(withoutCopy(report.text).copy.replace(/\n{2,}/, '\n'))).headers
  const candidates = [
    report.returned ? first(report.returned, 'message-id') : '',
    first(copy, 'message-id'),
    ...idsIn(/^message-id:[ \t]*(<[^<>\s]+>)/im.exec(report.text)?.[1] ?? ''),
    first(report.headers, 'in-reply-to'),
    idsIn(first(report.headers, 'references')).at(-1) ?? '',
  ]
  return candidates.flatMap(idsIn)[0] ?? ''
}
