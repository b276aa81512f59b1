import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createSmsChannel } from '../../server/src/channels/sms/sms.ts'
import { configOf, customer, type NumberOfOurs, outgoing, startNumber } from '../support/sms.ts'

const numbers = ['+15557010001', '+15557010011']
let ours: NumberOfOurs
beforeEach(async () => {
  ours = await startNumber({ company: { numbers } })
})
afterEach(() => ours.stop())

const webhook = () => `${ours.url}/webhooks/sms/${ours.channel.publicKey}`
const steps = async (channel = ours.channel) =>
  (await ours.sms.check(channel)).map(({ step, ok, detail }) => ({ step, ok, detail }))

describe('the numbers of an account', () => {
  it('are listed with what they can do and whom they report to', async () => {
    expect(await ours.sms.listNumbers(ours.channel)).toMatchObject([
      { number: numbers[0], texts: true, pictures: true, reportsTo: webhook() },
      { number: numbers[1], texts: true, pictures: true, reportsTo: null },
    ])
  })

  it('are connected with one click, and say when they drift', async () => {
    const second = configOf({ ...ours.company, numbers: [numbers[1] ?? ''] })
    expect(await ours.sms.checkNumber(second)).toEqual(['Texts are reported to nobody.'])
    await ours.sms.connectNumber(second)
    expect(await ours.sms.checkNumber(second)).toEqual([])
    // Somebody else's hub, or our own under its former address.
    const elsewhere = createSmsChannel({
      ...ours,
      publicUrl: 'https://old.example',
      allowPrivateHosts: true,
      report: String,
      now: () => new Date(),
    })
    await elsewhere.connectNumber(second)
    expect(await ours.sms.checkNumber(second)).toEqual([expect.stringMatching(/https:\/\/old.example.*not to/)])
    expect(await ours.sms.checkNumber(ours.channel)).toEqual([])
  })

  it('are taken back from an application of the account, which would be asked instead', async () => {
    const { company, sms, channel } = ours
    const [{ id = '' } = {}] = await sms.listNumbers(channel)
    await fetch(`${company.url}/2010-04-01/Accounts/${company.accountSid}/IncomingPhoneNumbers/${id}.json`, {
      method: 'POST',
      headers: { authorization: `Basic ${btoa(`${company.accountSid}:${company.authToken}`)}` },
      body: new URLSearchParams({ SmsApplicationSid: 'AP1', SmsMethod: 'GET' }),
    })
    expect(await sms.checkNumber(channel)).toEqual([
      'Texts go to an application of the account, not to this hub.',
      'Texts are reported with GET, not with POST.',
    ])
    await sms.connectNumber(channel)
    expect(await sms.checkNumber(channel)).toEqual([])
  })

  it('must be the account’s own', async () => {
    const foreign = configOf({ ...ours.company, numbers: ['+15557099999'] })
    await expect(ours.sms.connectNumber(foreign)).rejects.toThrow('The account has no number +15557099999.')
  })
})

describe('trying a number out', () => {
  it('goes step by step to the end when all is well', async () => {
    const found = await steps()
    expect(found.map(({ step, ok }) => [step, ok])).toEqual([
      ['address', true],
      ['login', true],
      ['number', true],
      ['public', true],
      ['webhook', true],
    ])
    expect(found.every(({ detail }) => /\w \w/.test(detail))).toBe(true)
  })

  it('stops at the first step that fails and says what to do', async () => {
    const last = async (channel: typeof ours.channel) => (await steps(channel)).at(-1)
    expect(await last(configOf({ ...ours.company, authToken: 'a guess' }))).toMatchObject({
      step: 'login',
      ok: false,
      detail: expect.stringMatching(/credentials/),
    })
    expect(await last(configOf({ ...ours.company, numbers: ['+15557099999'] }))).toMatchObject({
      step: 'number',
      ok: false,
    })
    expect(await last(configOf(ours.company))).toMatchObject({
      step: 'webhook',
      ok: false,
      detail: expect.stringMatching(/Connect the number/),
    })
    await ours.company.stop()
    expect(await last(ours.channel)).toMatchObject({
      step: 'login',
      ok: false,
      detail: expect.stringMatching(/cannot be reached/),
    })
    ours = await startNumber({ company: { numbers } })
  })

  it('refuses to send credentials into the hub’s own network', async () => {
    const strict = createSmsChannel({ ...ours, publicUrl: ours.url, report: String, now: () => new Date() })
    const channel = configOf({ ...ours.company, url: 'https://10.0.0.1' })
    expect(await strict.check(channel)).toEqual([
      { step: 'address', ok: false, detail: 'The address of the API belongs to a private network.' },
    ])
  })
})

describe('a company that only speaks as Twilio does', () => {
  it('may have other account ids, other paths and another header', async () => {
    const accountSid = 'b0c1d2e3-4444-5555-6666-777788889999'
    const company = { accountSid, prefix: '/api/laml', signatureHeader: 'X-SignalWire-Signature' }
    const other = await startNumber({ company, settings: { signature: 'signalwire' } })
    expect((await other.sms.check(other.channel)).every(({ ok }) => ok)).toBe(true)
    await other.sms.send(other.channel, outgoing('Hello'))
    await other.company.settled()
    await other.company.text(customer, other.company.numbers[0] ?? '', 'Hi', [
      { contentType: 'image/png', content: Buffer.from('a picture') },
    ])
    const understood = await other.understood()
    expect(understood.flatMap(({ receipts }) => receipts ?? []).at(-1)?.state).toBe('delivered')
    expect(understood.at(-1)?.message).toMatchObject({ body: 'Hi', fileIds: ['file 1'] })
    await other.stop()
  })
})
