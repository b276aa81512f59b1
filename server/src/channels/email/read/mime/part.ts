import { first, parseHeaders, type Headers } from './headers.ts'
import { parseStructured, withoutComment } from './parameters.ts'

/** One part of a mail, as its headers describe it. */
export interface Part {
  headers: Headers
  /** In lower case: `text/plain`. */
  type: string
  charset: string | null
  encoding: string
  /** `format=flowed` of plain text; `delsp` with it. */
  flowed: 'no' | 'yes' | 'delsp'
  disposition: string
  /** As the mail says, decoded; empty when it says none. */
  fileName: string
  /** Without brackets. */
  contentId: string | null
  /** Of a multipart only. */
  boundary: string
  /** The multiparts around it, the outermost first. */
  parents: Part[]
}

/** Describes a part by its head. `rest` is text that stood there by mistake. */
export function describePart(head: Uint8Array, parents: Part[]): { part: Part; rest: string } {
  const { headers, rest } = parseHeaders(head)
  const { value, parameters } = parseStructured(first(headers, 'content-type'))
  const disposition = parseStructured(first(headers, 'content-disposition'))
  const fallback = parents.at(-1)?.type === 'multipart/digest' ? 'message/rfc822' : 'text/plain'
  const part: Part = {
    headers,
    type: /^[^\s/]+\/[^\s/]+$/.test(value) ? value : fallback,
    charset: parameters.get('charset') ?? null,
    encoding: /^["'\s]*([\w -]{0,40}\w)/.exec(withoutComment(first(headers, 'content-transfer-encoding')))?.[1] ?? '',
    flowed: flowedAs(parameters.get('format'), parameters.get('delsp')),
    disposition: disposition.value,
    fileName: disposition.parameters.get('filename') || parameters.get('name') || '',
    contentId: /[^\s<>]+/.exec(first(headers, 'content-id'))?.[0] ?? null,
    boundary: value.startsWith('multipart/') ? (parameters.get('boundary') ?? '').trimEnd() : '',
    parents,
  }
  return { part, rest }
}

function flowedAs(format = '', delsp = ''): Part['flowed'] {
  if (format.toLowerCase() !== 'flowed') return 'no'
  return delsp.toLowerCase() === 'yes' ? 'delsp' : 'yes'
}
