import { lookup } from 'node:dns'
import { BlockList, isIP, type LookupFunction } from 'node:net'

const closed = new BlockList()
const networks: [string, number, 'ipv4' | 'ipv6'][] = [
  ['0.0.0.0', 8, 'ipv4'],
  ['10.0.0.0', 8, 'ipv4'],
  ['100.64.0.0', 10, 'ipv4'],
  ['127.0.0.0', 8, 'ipv4'],
  ['169.254.0.0', 16, 'ipv4'],
  ['172.16.0.0', 12, 'ipv4'],
  ['192.0.0.0', 24, 'ipv4'],
  ['192.168.0.0', 16, 'ipv4'],
  ['198.18.0.0', 15, 'ipv4'],
  ['224.0.0.0', 3, 'ipv4'],
  ['::', 127, 'ipv6'],
  // IPv4 in disguise: translated.
  ['64:ff9b::', 96, 'ipv6'],
  ['fc00::', 7, 'ipv6'],
  ['fe80::', 10, 'ipv6'],
  ['ff00::', 8, 'ipv6'],
]
for (const network of networks) closed.addSubnet(...network)

const localName = /(^|\.)(localhost|local|internal|home\.arpa|lan)\.?$/i

/** Whether an IP address belongs to this machine or its network, and not to the internet. */
export function isPrivateAddress(address: string): boolean {
  const family = isIP(address)
  // IPv4 in disguise: mapped. As a network in the list it would stand for every IPv4 address.
  if (family === 6 && /^::ffff:/i.test(address)) return true
  return family !== 0 && closed.check(address, family === 6 ? 'ipv6' : 'ipv4')
}

/** Whether the host of a URL is one of this machine or its network, as far as its name tells. */
export function isPrivateHost(url: URL): boolean {
  const host = url.hostname.replace(/^\[|\]$/g, '')
  return localName.test(host) || isPrivateAddress(host) || (isIP(host) === 0 && !host.includes('.'))
}

/** Why credentials must not be sent to this address, in words; null when they may be. */
export function refusalOf(url: URL, allowPrivateHosts: boolean): string | null {
  if (allowPrivateHosts) return null
  if (url.protocol !== 'https:') return 'The address of the API must begin with https://.'
  return isPrivateHost(url) ? 'The address of the API belongs to a private network.' : null
}

/** As `dns.lookup`, but finds no private addresses: a public name may point anywhere. */
export const publicLookup: LookupFunction = (host, options, done) => {
  lookup(host, { ...options, all: true }, (error, found) => {
    if (error) return done(error, [])
    const open = found.filter(({ address }) => !isPrivateAddress(address))
    const [first] = open
    if (!first) return done(Object.assign(new Error(`${host} has no public address.`), { code: 'ENOTFOUND' }), [])
    return options.all ? done(null, open) : done(null, first.address, first.family)
  })
}
