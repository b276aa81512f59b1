import { describe, expect, it } from 'vitest'
import { accountInput, newAccount, numberDraft } from './numberDraft.ts'

const sms = { number: '+15557010001', accountId: 'AC1', signature: 'twilio', baseUrl: 'https://api.twilio.com' }
const drafted = (more: object) =>
  numberDraft({ id: '1', name: 'Texts', enabled: true, sms: { ...sms, ...more } } as never)

describe('who carries a number', () => {
  it('is told by its address and signature', () => {
    expect(drafted({}).carrier).toBe('twilio')
    expect(drafted({ baseUrl: 'http://127.0.0.1:4001' }).carrier).toBe('other')
    expect(drafted({ baseUrl: 'https://x.signalwire.com/api/laml', signature: 'signalwire' }).carrier).toBe(
      'signalwire',
    )
  })
  it('needs no address when it is Twilio', () => {
    const { settings } = accountInput({ ...newAccount(), accountId: 'AC1', baseUrl: 'left over' })
    expect(settings).toEqual({ baseUrl: 'https://api.twilio.com', accountId: 'AC1', signature: 'twilio' })
  })
  it('is given only the secrets that were entered', () => {
    const secrets = { ...newAccount().secrets, authToken: 'x' }
    expect(accountInput({ ...newAccount(), secrets }).secrets).toEqual({ authToken: 'x' })
  })
})
