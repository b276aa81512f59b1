import { lookup } from 'node:dns'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { isPrivateAddress, publicLookup } from './private-hosts.ts'

describe('addresses of private networks', () => {
  it.each([
    '127.0.0.1',
    '10.0.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '::1',
    'fd00::1',
    'fe80::1',
    '::ffff:10.0.0.1',
    '::ffff:a00:1',
    'fe80::1%eth0',
    '64:ff9b::a00:1',
    '255.255.255.255',
  ])('%s is one', (address) => expect(isPrivateAddress(address)).toBe(true))
  it.each(['192.0.2.1', '8.8.8.8', '172.32.0.1', '2001:db8::1', '::ffff:8.8.8.8'])('%s is none', (address) =>
    expect(isPrivateAddress(address)).toBe(false),
  )
})

describe('a private address', () => {
  it('is not found behind a public name', async () => {
    const find = promisify(publicLookup as typeof lookup)
    await expect(find('localhost', { all: true })).rejects.toThrow('localhost has no public address.')
  })

  it('is one of all networks that are private', () => {
    expect(
      ['10.9.8.7', '192.168.1.1', '100.64.0.1', '127.9.9.9', '0.0.0.0', '::', 'fe80::1'].every(isPrivateAddress),
    ).toBe(true)
    expect(['9.9.9.9', '172.15.0.1', '172.32.0.1', '2600::1'].some(isPrivateAddress)).toBe(false)
  })
})
