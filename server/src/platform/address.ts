import type { IncomingMessage } from 'node:http'

/**
 * The address a request comes from. Behind a proxy of ours it is the last entry of X-Forwarded-For, which the proxy
 * wrote itself; the entries before it are whatever the client claims.
 */
export function addressOf(req: IncomingMessage, trustProxy: boolean): string {
  const forwarded = trustProxy
    ? String(req.headers['x-forwarded-for'] ?? '')
        .split(',')
        .at(-1)
        ?.trim()
    : ''
  return (forwarded || req.socket.remoteAddress || '').replace(/^::ffff:/, '')
}
