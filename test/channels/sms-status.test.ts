import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ChannelRejectedError } from '../../server/src/errors.ts'
import { customer, type NumberOfOurs, outgoing, startNumber } from '../support/sms.ts'

let ours: NumberOfOurs
beforeEach(async () => {
  ours = await startNumber()
})
afterEach(() => ours.stop())

async function sendAndWait() {
  const { providerId } = await ours.sms.send(ours.channel, outgoing('Hello'))
  await ours.company.settled()
  return providerId
}
const receipts = async () => (await ours.understood()).flatMap((understood) => understood.receipts ?? [])

describe('what becomes of a text', () => {
  it('is told step by step', async () => {
    const providerId = await sendAndWait()
    const all = { providerId, reason: null, code: null, badAddress: null }
    expect(await receipts()).toEqual([
      { ...all, state: 'sending' },
      { ...all, state: 'sent' },
      { ...all, state: 'delivered' },
    ])
  })

  it('says the same when the news come twice, and in the wrong order', async () => {
    ours.company.misbehave({ webhooks: 'double' })
    await sendAndWait()
    expect((await receipts()).map(({ state }) => state)).toEqual(['sending', 'sent', 'delivered'])
    expect(ours.desk.known).toBe(3)
    ours.desk.items.length = 0
    ours.company.misbehave({ webhooks: 'reverse' })
    await sendAndWait()
    expect((await receipts()).map(({ state }) => state)).toEqual(['delivered', 'sent', 'sending'])
  })

  it.each([
    [30003, /cannot be reached/, customer],
    [30005, /unknown or no longer in use/, customer],
    [30006, /landline/, customer],
    [30007, /held the text back/, null],
    [30008, /does not say why/, null],
  ])('is a failure in words after %i', async (code, words, badAddress) => {
    ours.company.misbehave({ networkError: code })
    await sendAndWait()
    const failed = (await receipts()).at(-1)
    expect(failed).toMatchObject({ state: 'failed', code: String(code), badAddress })
    expect(failed?.reason).toMatch(words)
  })

  it('takes consent back when the provider says that they opted out', async () => {
    ours.company.misbehave({ networkError: 21610 })
    await sendAndWait()
    const { receipts: news, consents } = (await ours.understood()).at(-1) ?? {}
    expect(news).toMatchObject([{ state: 'failed', code: '21610', badAddress: null }])
    expect(consents).toMatchObject([{ identity: { kind: 'phone', value: customer }, state: 'opted_out' }])
  })

  it('can be asked for when the news never came', async () => {
    ours.company.misbehave({ webhooks: 'drop', networkError: 30005 })
    const providerId = await sendAndWait()
    expect(await receipts()).toEqual([])
    expect(await ours.sms.statusOf(ours.channel, providerId)).toEqual({
      providerId,
      state: 'failed',
      reason: 'The number is unknown or no longer in use.',
      code: '30005',
      badAddress: customer,
    })
    await expect(ours.sms.statusOf(ours.channel, 'SM0')).rejects.toThrow(ChannelRejectedError)
  })

  it('puts a status aside that nobody knows', async () => {
    const payload = { MessageSid: 'SM1', MessageStatus: 'pondering' }
    const open = () => Promise.reject(new Error('no file'))
    const item = { id: '1', externalId: 'SM1:pondering', receivedAt: new Date(), payload, size: 0, open }
    const understood = await ours.sms.understand(ours.channel, item, async () => null)
    expect(understood).toEqual({ ignored: expect.stringMatching(/pondering/) })
  })
})
