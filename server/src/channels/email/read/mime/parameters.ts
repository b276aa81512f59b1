import { decodeWords } from 'postal-mime'
import { decodeText } from './charset.ts'

/** A header such as Content-Type: its value in lower case, and its parameters by name in lower case, decoded. */
export interface Structured {
  value: string
  parameters: ReadonlyMap<string, string>
}

const longest = 8000

/** Reads a header with parameters: quoted ones, RFC 2231 charsets and continuations, and encoded words in them. */
export function parseStructured(header: string): Structured {
  const [value = '', ...rest] = pieces(header.slice(0, longest))
  const raw = new Map<string, string>()
  for (const piece of rest) {
    const equals = piece.indexOf('=')
    const name = piece.slice(0, Math.max(equals, 0)).trim().toLowerCase()
    if (name !== '' && !raw.has(name)) raw.set(name, unquote(piece.slice(equals + 1).trim()))
  }
  return { value: withoutComment(value).toLowerCase(), parameters: joined(raw) }
}

/** A value such as that of Content-Transfer-Encoding, without what is added in round brackets. */
export function withoutComment(value: string): string {
  const open = value.indexOf('(')
  return (open < 0 ? value : value.slice(0, open)).trim()
}

/** The header cut at the semicolons that do not stand between quotes. */
function pieces(header: string): string[] {
  const found: string[] = []
  let quoted = false
  let from = 0
  for (let at = 0; at < header.length; at++) {
    const sign = header[at]
    if (sign === '\\' && quoted) at++
    else if (sign === '"') quoted = !quoted
    else if (sign === ';' && !quoted) {
      found.push(header.slice(from, at))
      from = at + 1
    }
  }
  return [...found, header.slice(from)]
}

function unquote(value: string): string {
  if (!value.startsWith('"')) return withoutComment(value)
  return value.slice(1, value.endsWith('"') && value.length > 1 ? -1 : undefined).replace(/\\(.)/g, '$1')
}

/** Puts `name*0`, `name*1*` … together. */
function joined(raw: Map<string, string>): Map<string, string> {
  const parameters = new Map<string, string>()
  for (const [name, value] of raw) {
    const base = name.split('*')[0] ?? name
    if (parameters.has(base)) continue
    parameters.set(base, base === name ? decodeWords(value) : extended(base, raw))
  }
  return parameters
}

function extended(base: string, raw: Map<string, string>): string {
  const whole = raw.get(`${base}*`)
  if (whole !== undefined) return percent(whole)
  let value = ''
  let encoded = false
  for (let n = 0; n < 100; n++) {
    const starred = raw.get(`${base}*${n}*`)
    const next = starred ?? raw.get(`${base}*${n}`)
    if (next === undefined) break
    encoded ||= starred !== undefined
    value += next
  }
  return encoded ? percent(value) : decodeWords(value)
}

/** `charset'language'text%20here`. */
function percent(value: string): string {
  const [, charset = '', text = value] = /^([^']*)'[^']*'(.*)$/s.exec(value) ?? []
  const latin = text.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return [...latin].every((sign) => sign.charCodeAt(0) < 256)
    ? decodeText(Buffer.from(latin, 'latin1'), charset)
    : latin
}
