import type { IncomingMessage, ServerResponse } from 'node:http'
import { ForbiddenError } from '../../errors.ts'
import { allowsOrigin } from './addresses.ts'
import type { PreparedChat } from './prepared.ts'

/**
 * Lets a page read what it is told, a refusal too: a browser hides every answer that does not name the page's origin. No
 * cookies are involved: a page can do no more than the token it holds.
 */
export function nameOrigin({ headers: { origin } }: IncomingMessage, res: ServerResponse): void {
  res.setHeader('Vary', 'Origin')
  if (origin === undefined) return
  res.setHeader('Access-Control-Allow-Origin', origin)
  res.setHeader('Access-Control-Expose-Headers', 'Retry-After, ETag')
}

/** Lets in only the chat's own sites, and the hub itself. @throws ForbiddenError `origin_not_allowed`. */
export function admitOrigin(req: IncomingMessage, chat: PreparedChat, own: string): void {
  const { origin } = req.headers
  if (origin === undefined || isOwn(origin, own, req)) return
  if (allowsOrigin(chat.settings.allowedDomains, origin.toLowerCase())) return
  throw new ForbiddenError('This chat may not be used on this site.', 'origin_not_allowed')
}

const loopback = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/

/** The hub by its public address; on its own machine, by any name of the machine. */
function isOwn(origin: string, own: string, req: IncomingMessage): boolean {
  const { host = '' } = req.headers
  return origin === own || (loopback.test(host) && origin === `http://${host}`)
}

/** Answers a browser that asks whether it may ask. It may: whether anything is done is decided when it does. */
export function answerPreflight(res: ServerResponse): void {
  res.writeHead(204, {
    'Access-Control-Allow-Methods': 'GET, POST, PUT',
    'Access-Control-Allow-Headers': 'authorization, content-type, last-event-id, if-none-match',
    'Access-Control-Max-Age': '7200',
  })
  res.end()
}
