import { describe, expect, it } from 'vitest'
import { isReachable, webhookAt, webhooksOf } from './addresses.ts'

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
