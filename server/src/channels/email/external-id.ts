import { createHash } from 'node:crypto'

/** How many bytes of a mail are needed to know it. */
export const headBytes = 65_536
/** How much of the body tells two mails apart that have the same Message-ID. */
const bodyBytes = 4096
const longestId = 200

/** The headers of a mail: all before the first empty line, or what there is of them. Null characters, which no database takes, are left out. */
export function headersOf(head: Uint8Array): string {
  const text = Buffer.from(head).toString('latin1')
  const end = /\r?\n\r?\n/.exec(text)
  return text.slice(0, end ? end.index : text.length).replaceAll('\0', '')
}

/**
 * The same for the same mail, wherever and however often it turns up: its Message-ID and a hash of how its body begins.
 * `head` is the mail's first `headBytes` bytes, or all of it. Headers that servers add on the way do not count.
 */
export function externalIdOf(head: Uint8Array): string {
  const text = Buffer.from(head).toString('latin1').replaceAll('\0', '')
  const headers = headersOf(head)
  const body = text.slice(headers.length).replaceAll('\r', '').replace(/^\n+/, '')
  const id = header(headers, 'message-id')
  const known = /^<[!-;=?-~]+>$/.test(id) && id.length <= longestId
  const identity = known ? id : ['message-id', 'from', 'to', 'date', 'subject'].map((name) => header(headers, name))
  const hash = createHash('sha256')
    .update(JSON.stringify(identity))
    .update(body.slice(0, bodyBytes), 'latin1')
    .digest('hex')
    .slice(0, 24)
  return known ? `${id}#${hash}` : `#${hash}`
}

function header(headers: string, name: string): string {
  const found = new RegExp(`^${name}:(.*(?:\\r?\\n[ \\t].*)*)`, 'im').exec(headers)
  return (found?.[1] ?? '').replaceAll(/\s+/g, ' ').trim()
}
