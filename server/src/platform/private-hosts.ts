import { lookup } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import { addressList } from './address-ranges.ts'

const closed = addressList([
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '224.0.0.0/3',
  '::/127',
  // IPv4 in disguise: translated. What is only mapped (::ffff:…) is looked up as the IPv4 address that it is.
  '64:ff9b::/96',
  'fc00::/7',
  'fe80::/10',
  'ff00::/8',
])

const localName = /(^|\.)(localhost|local|internal|home\.arpa|lan)\.?$/i

/** Whether an IP address belongs to this machine or its network, and not to the internet. */
export function isPrivateAddress(address: string): boolean {
  const [plain = ''] = address.split('%')
  return closed.has(plain)
}

/** Whether the host of a URL is one of this machine or its network, as far as its name tells. */
export function isPrivateHost(url: URL): boolean {
  const host = url.hostname.replace(/^\[|\]$/g, '')
  return localName.test(host) || isPrivateAddress(host) || (isIP(host) === 0 && !host.includes('.'))
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
