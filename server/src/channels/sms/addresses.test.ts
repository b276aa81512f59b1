import { describe, expect, it } from 'vitest'
import { isReachable, refusalOf, webhookAt, webhooksOf } from './addresses.ts'

describe('where a provider reports to', () => {
  it('is below the public address of the hub', () => {
    expect(webhooksOf('https://desk.example/', { publicKey: 'k1' })).toEqual({
      incoming: 'https://desk.example/webhooks/sms/k1',
      status: 'https://desk.example/webhooks/sms/k1/status',
    })
  })

  it('says which number it is for, and whether it is news', () => {
    expect(webhookAt('/webhooks/sms/k1')).toEqual({ publicKey: 'k1', status: false })
    expect(webhookAt('/webhooks/sms/k1/status?x=1')).toEqual({ publicKey: 'k1', status: true })
    for (const url of ['/webhooks/sms/', '/webhooks/sms/k1/other', '/webhooks/email/k1'])
      expect(webhookAt(url)).toBeNull()
  })

  it('is not told to a provider on the internet while the hub is not', () => {
    expect(isReachable('https://api.twilio.com', 'https://desk.example/x')).toBe(true)
    expect(isReachable('https://api.twilio.com', 'http://127.0.0.1:4000/x')).toBe(false)
    expect(isReachable('http://127.0.0.1:4160', 'http://127.0.0.1:4000/x')).toBe(true)
  })
})

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
})
