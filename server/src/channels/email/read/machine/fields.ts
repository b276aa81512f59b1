import { parseHeaders, type Headers } from '../mime/headers.ts'

/** The blocks of fields of a report, each block ended by an empty line (RFC 3464, 5965, 8098). */
export const fieldBlocks = (text: string): Headers[] =>
  text
    .replace(/\r\n/g, '\n')
    .split(/\n[ \t]*\n+/)
    .filter((block) => block.trim() !== '')
    .map((block) => parseHeaders(Buffer.from(block)).headers)

/** The address in a field such as `rfc822; ada@example.com`, normalised; null when there is none. */
export const addressIn = (value: string): string | null =>
  /[^\s<>;:"'()[\],]+@[^\s<>;:"'()[\],]+/
    .exec(value.replace(/^\s*rfc822\s*;/i, ''))?.[0]
    .toLowerCase()
    .replace(/\.$/, '') ?? null
