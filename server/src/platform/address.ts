import type { IncomingMessage } from 'node:http'
import { isIP } from 'node:net'
import type { Env } from '../env.ts'
import { addressList } from './address-ranges.ts'

/** How an address is read off a request; empty when its connection is gone. */
export type AddressOf = (req: Pick<IncomingMessage, 'headers' | 'socket'>) => string

/**
 * Reads the address a request comes from. Each proxy adds to the end of X-Forwarded-For whom it was asked by, so that
 * what stands before the entries of our own proxies is whatever the client claims, and is never looked at. What is no
 * address where one should stand counts for nothing: then it is the address of the connection.
 */
export function createAddressOf({ TRUST_PROXY }: Pick<Env, 'TRUST_PROXY'>): AddressOf {
  const isOurs = Array.isArray(TRUST_PROXY) ? addressList(TRUST_PROXY).has : null
  return ({ headers, socket }) => {
    const direct = plainAddress(socket.remoteAddress ?? '')
    const sent = TRUST_PROXY === 0 ? undefined : headers['x-forwarded-for']
    if (!sent) return direct
    // The nearest first: who is connected, then whom each of those before says it was asked by.
    const way = [direct, ...String(sent).split(',').toReversed().map(plainAddress)]
    const hops = isOurs ? way.findIndex((address) => !isOurs(address)) : Math.min(Number(TRUST_PROXY), way.length - 1)
    const found = way.at(hops) ?? ''
    return isIP(found) ? found : direct
  }
}

/** An address as it is compared: some proxies write a port behind it, and IPv4 may come in the clothes of IPv6. */
function plainAddress(text: string): string {
  const [, inner, v4] = /^(?:\[([^\]]+)\](?::\d+)?|(\d+\.\d+\.\d+\.\d+):\d+)$/.exec(text.trim()) ?? []
  return (inner ?? v4 ?? text.trim()).replace(/^::ffff:(?=\d+\.)/i, '')
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
