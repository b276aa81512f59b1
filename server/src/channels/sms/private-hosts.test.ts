import { lookup } from 'node:dns'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { isPrivateAddress, publicLookup, refusalOf } from './private-hosts.ts'

describe('an address that credentials are sent to', () => {
  it.each([
    'https://api.twilio.com',
    'https://space.signalwire.com/api/laml',
    'https://203.0.113.9',
    'https://[2001:db9::1]:8443',
  ])('may be %s', (url) => expect(refusalOf(new URL(url), false)).toBeNull())

  it.each([
    'http://api.twilio.com',
    'https://localhost',
    'https://hub.local',
    'https://database',
    'https://169.254.169.254',
    'https://172.20.0.1',
    'https://0x7f.1',
    'https://2130706433',
    'https://[::1]',
    'https://[::ffff:10.0.0.1]',
    'https://[fd00::1]',
  ])('may not be %s', (url) => {
    expect(refusalOf(new URL(url), false)).toMatch(/\w \w/)
    expect(refusalOf(new URL(url), true)).toBeNull()
  })

  it('may be none that a public name only hides', async () => {
    const find = promisify(publicLookup as typeof lookup)
    await expect(find('localhost', { all: true })).rejects.toThrow('localhost has no public address.')
  })

  it('is private by all networks that are', () => {
    expect(
      ['10.9.8.7', '192.168.1.1', '100.64.0.1', '127.9.9.9', '0.0.0.0', '::', 'fe80::1'].every(isPrivateAddress),
    ).toBe(true)
    expect(['9.9.9.9', '172.15.0.1', '172.32.0.1', '2600::1'].some(isPrivateAddress)).toBe(false)
  })
})
