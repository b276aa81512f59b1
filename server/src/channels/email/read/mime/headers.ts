import { decodeWords } from 'postal-mime'
import { decodeUnsaid } from './charset.ts'

/** Headers by name in lower case, each value unfolded and not decoded, in the order of the mail. */
export type Headers = ReadonlyMap<string, string[]>

/** No mail has a header more often; what repeats it further says nothing more. */
const mostValues = 200

const header = /^([!-9;-~]{1,80})[ \t]*:[ \t]*/

/** Every value of a header. */
export const all = (headers: Headers, name: string): string[] => headers.get(name) ?? []

/** The first value of a header; empty when there is none. */
export const first = (headers: Headers, name: string): string => headers.get(name)?.[0] ?? ''

/** The first value of a header as people read it, on one line. */
export const readable = (headers: Headers, name: string): string =>
  decodeWords(first(headers, name))
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()

/** Ids of messages, with their brackets, in the order they stand in. */
export const idsIn = (value: string): string[] => value.match(/<[^<>\s]+>/g) ?? []

/**
 * Reads the head of a part. Lines that are no headers are skipped; when they stand last, the empty line before the text
 * was forgotten, and they are given back as `rest`, the beginning of the text.
 */
export function parseHeaders(block: Uint8Array): { headers: Headers; rest: string } {
  const headers = new Map<string, string[]>()
  let values: string[] | null = null
  let rest: string[] = []
  for (const line of decodeUnsaid(block).split(/\r?\n/)) {
    const found = header.exec(line)
    if (found?.[1]) {
      values = valuesOf(headers, found[1].toLowerCase())
      if (values.length < mostValues) values.push(line.slice(found[0].length))
      rest = []
    } else if (/^[ \t]/.test(line) && rest.length === 0) {
      if (values) values[values.length - 1] += ` ${line.trim()}`
    } else if (line !== '' && (values ?? rest[0])) {
      rest.push(line)
    }
  }
  return { headers, rest: rest.length > 0 ? `${rest.join('\n')}\n\n` : '' }
}

function valuesOf(headers: Map<string, string[]>, name: string): string[] {
  const values = headers.get(name) ?? []
  headers.set(name, values)
  return values
}
