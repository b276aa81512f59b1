import type { IncomingMessage } from 'node:http'
import { isIP } from 'node:net'

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

/**
 * What is counted as one sender: an IPv4 address, or the /64 of an IPv6 address, since every home and every rented
 * machine has all the addresses of one.
 */
export function networkOf(address: string): string {
  const [plain = ''] = address.split('%')
  if (isIP(plain) !== 6) return plain
  const [head = '', tail] = plain.split('::')
  const before = head === '' ? [] : head.split(':')
  const after = tail === undefined || tail === '' ? [] : tail.split(':')
  const missing = Array.from({ length: Math.max(8 - before.length - after.length, 0) }, () => '0')
  const groups = tail === undefined ? before : [...before, ...missing, ...after]
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`
}
