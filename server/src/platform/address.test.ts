import { describe, expect, it } from 'vitest'
import { createAddressOf, networkOf } from './address.ts'

describe('what counts as one sender', () => {
  it.each([
    ['203.0.113.9', '203.0.113.9'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:0DB8:1:2::ffff', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['unknown', 'unknown'],
  ])('%s is %s', (address, network) => expect(networkOf(address)).toBe(network))
})

describe('the address of somebody', () => {
  const client = '203.0.113.9'
  const [edge, inner, forged] = ['10.0.0.1', '10.0.0.2', '198.51.100.66']
  const from = (socket: string, sent: string | undefined, TRUST_PROXY: number | string[]) =>
    createAddressOf({ TRUST_PROXY })({
      headers: sent === undefined ? {} : { 'x-forwarded-for': sent },
      socket: { remoteAddress: socket },
    } as never)

  it.each([
    ['without a proxy is that of the connection, whatever they claim', client, forged, 0, client],
    ['behind one proxy is what it added, whatever they claim', edge, `${forged}, ${client}`, 1, client],
    ['behind two proxies is what the outer one added', inner, `${forged}, ${client}, ${edge}`, 2, client],
    ['behind two, asked of the inner one directly, is the first that is known', inner, client, 2, client],
    ['is that of the connection when the proxy says nothing', edge, undefined, 1, edge],
    ['is that of the connection when there stands none', edge, `${client}, unknown`, 1, edge],
    ['is read without the port that some proxies add', edge, `${forged}, ${client}:50123`, 1, client],
    ['is read out of brackets', edge, '[2001:db8::7]:443', 1, '2001:db8::7'],
    ['is the same in the clothes of IPv6', `::ffff:${edge}`, `::ffff:${client}`, 1, client],
    ['is found by passing proxies we know', inner, `${forged}, ${client}, ${edge}`, ['10.0.0.0/8'], client],
    ['is that of a stranger who comes past the proxies', client, forged, ['10.0.0.0/8'], client],
    ['is the outermost when all are proxies we know', inner, edge, ['10.0.0.0/8'], edge],
  ] as const)('%s', (_what, socket, sent, trust, address) => {
    expect(from(socket, sent, typeof trust === 'number' ? trust : [...trust])).toBe(address)
  })
})
