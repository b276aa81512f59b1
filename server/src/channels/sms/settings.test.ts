import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { addressAt } from './provider.ts'
import { readSmsSettings, smsSecrets, smsSettings } from './settings.ts'

const good = { accountId: 'AC123', number: '+1 (555) 123-4567' }
const wrong = (change: Record<string, unknown>) =>
  v.safeParse(smsSettings, { ...good, ...change }).issues?.map(({ message }) => message)

describe('the settings of a number', () => {
  it('begin with Twilio, and write the number in one way', () => {
    expect(readSmsSettings(good)).toEqual({
      baseUrl: 'https://api.twilio.com',
      accountId: 'AC123',
      signature: 'twilio',
      number: '+15551234567',
    })
  })

  it('take any compatible address and any kind of account id', () => {
    const baseUrl = ' https://space.signalwire.com/api/laml/ '
    const accountId = 'b0c1d2e3-4444-5555-6666-777788889999'
    expect(readSmsSettings({ ...good, baseUrl, accountId }).baseUrl).toBe('https://space.signalwire.com/api/laml')
  })

  it.each([
    { baseUrl: 'api.twilio.com' },
    { baseUrl: 'ftp://x.example' },
    { baseUrl: 'https://me:pw@x.example' },
    { baseUrl: 'https://x.example/?a=1' },
    { accountId: '../Accounts' },
    { accountId: '' },
    { number: '555 1234' },
    { number: 'support' },
    { signature: 'none' },
  ])('say in words that %j is wrong', (change) => {
    expect(wrong(change)).toEqual([expect.stringMatching(/\w \w/)])
  })

  it('need a token', () => {
    expect(v.safeParse(smsSecrets, {}).success).toBe(false)
    expect(v.safeParse(smsSecrets, { authToken: ' ' }).success).toBe(false)
    expect(v.parse(smsSecrets, { authToken: 'x', user: 'SK1' })).toEqual({ authToken: 'x', user: 'SK1' })
  })
})

describe('where a request goes', () => {
  const standIn = `AC${'0'.repeat(32)}`

  it('is the provider’s own address, with its own account id', () => {
    const base = new URL('https://space.example/api/laml')
    expect(addressAt(base, 'a-b', `https://api.twilio.com/2010-04-01/Accounts/${standIn}/Messages.json?Page=1`)).toBe(
      'https://space.example/api/laml/2010-04-01/Accounts/a-b/Messages.json?Page=1',
    )
  })

  it('is the next page where the provider says it is', () => {
    const base = new URL('https://space.example/api/laml')
    const next = 'https://api.twilio.com/api/laml/2010-04-01/Accounts/a-b/Messages.json?PageToken=x'
    expect(addressAt(base, 'a-b', next)).toBe(next.replace('api.twilio.com', 'space.example'))
  })
})
