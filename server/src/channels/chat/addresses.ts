import { BlockList, isIP } from 'node:net'

/** Whether `text` is one site or all sites below one: `https://shop.example`, `https://*.example.com`. */
export function isOriginPattern(text: string): boolean {
  const match = /^(https?):\/\/(\*\.)?([^/*?#@\s]+)$/.exec(text)
  if (!match) return false
  const url = `${match[1]}://${match[3]}`
  return URL.canParse(url) && new URL(url).origin === url && (!match[2] || match[3]?.includes('.') === true)
}

/** Whether a page of `origin` may embed the chat. An empty list allows all; `*.` stands for one or more labels. */
export function allowsOrigin(patterns: readonly string[], origin: string | null | undefined): boolean {
  if (patterns.length === 0) return true
  if (!origin) return false
  return patterns.some((pattern) => {
    const [scheme, domain] = pattern.split('://*')
    if (domain === undefined) return pattern === origin
    return origin.startsWith(`${scheme}://`) && origin.endsWith(domain) && origin.length > pattern.length - 1
  })
}

/** Whether `text` is an address or a range: `203.0.113.9`, `203.0.113.0/24`, `2001:db8::/32`. */
export function isAddressRange(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/')
  const family = isIP(address)
  if (family === 0 || rest.length > 0) return false
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128))
}

/**
 * A list of addresses and ranges, ready to be asked: `blocks('::ffff:203.0.113.9')` is true when that IPv4 address is
 * on it. Build it once for a channel's settings, not for every request.
 */
export function addressList(ranges: readonly string[]): { blocks(address: string): boolean } {
  const list = new BlockList()
  for (const range of ranges) {
    const [address = '', bits] = range.split('/')
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4'
    if (bits === undefined) list.addAddress(address, family)
    else list.addSubnet(address, Number(bits), family)
  }
  return {
    blocks(address) {
      const plain = address.replace(/^::ffff:(?=\d+\.)/i, '')
      const family = isIP(plain)
      return family !== 0 && list.check(plain, family === 6 ? 'ipv6' : 'ipv4')
    },
  }
}
