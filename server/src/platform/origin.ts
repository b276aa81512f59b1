import type { IncomingHttpHeaders } from 'node:http'
import { isIP } from 'node:net'
import type { Env } from '../env.ts'

type SentHeaders = Headers | IncomingHttpHeaders

/**
 * Whether a request comes from a page of the hub itself, or from no page at all. Asked on everything that a session's
 * cookie opens, WebSockets included: browsers send cookies there whatever the page is.
 */
export function sameOrigin(env: Pick<Env, 'PUBLIC_URL'>, headers: SentHeaders): boolean {
  const origin = headerOf(headers, 'origin')
  if (origin) return ownOrigins(env, headers).includes(origin)
  return ['', 'same-origin', 'none'].includes(headerOf(headers, 'sec-fetch-site'))
}

/**
 * The origins that are the hub's: PUBLIC_URL, and the address it was asked at when that is `localhost` or a bare IP
 * address. A host name proves nothing there: a foreign one can be made to point at the hub.
 */
export function ownOrigins(env: Pick<Env, 'PUBLIC_URL'>, headers: SentHeaders): string[] {
  const origins = [new URL(env.PUBLIC_URL).origin]
  const host = headerOf(headers, 'host')
  const url = `http://${host}`
  if (!host || !URL.canParse(url)) return origins
  const { hostname, origin } = new URL(url)
  const bare = hostname === 'localhost' || isIP(hostname.replace(/^\[|\]$/g, '')) !== 0
  return bare ? [...origins, origin, origin.replace('http:', 'https:')] : origins
}

/** One header of a request, however it came; empty when it was not sent. */
export function headerOf(headers: SentHeaders, name: string): string {
  if (headers instanceof Headers) return headers.get(name) ?? ''
  const value = headers[name]
  return typeof value === 'string' ? value : (value?.[0] ?? '')
}
