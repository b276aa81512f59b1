import { createEmulator, type Emulator } from 'emulate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createSmsChannel, type SmsChannel } from '../../server/src/channels/sms/sms.ts'
import type { CarriedConfig } from '../../server/src/channels/carried.ts'
import { type MemoryDesk, memoryDesk } from '../support/carrier-desk.ts'
import { freePort } from '../support/process.ts'
import { serve } from '../support/serve.ts'
import { configOf, customer, keeper, outgoing, sweepOnce } from '../support/sms.ts'

/** The account that the emulator begins with. */
const accountSid = `AC${'0'.repeat(32)}`
const account = { accountSid, authToken: 'twilio_test_auth_token', numbers: ['+15551234567'] }

let emulator: Emulator
let sms: SmsChannel
let channel: CarriedConfig
let desk: MemoryDesk
let stop: () => Promise<void>
beforeAll(async () => {
  emulator = await createEmulator({ service: 'twilio', port: await freePort() })
  channel = configOf({ ...account, url: emulator.url })
  desk = memoryDesk([channel], () => new Date())
  const served = await serve((req, res) => void sms.handle?.(req, res))
  stop = served.stop
  const options = { desk, publicUrl: served.url, report: String, now: () => new Date() }
  sms = createSmsChannel({ ...options, allowPrivateHosts: true, settle: 0, absentAfter: 0 })
})
afterAll(async () => {
  await stop()
  await emulator.close()
})

/** Lets the emulator do what happens at the network's side. */
async function simulate(what: string, form: Record<string, string>) {
  const authorization = `Basic ${btoa(`${accountSid}:${account.authToken}`)}`
  const init = { method: 'POST', headers: { authorization }, body: new URLSearchParams(form) }
  const answer = await fetch(`${emulator.url}/_twilio/simulate/${what}`, init)
  expect(answer.ok).toBe(true)
}
const understood = () => Promise.all(desk.items.map((item) => sms.understand(channel, item, keeper([]))))

describe('with an emulator that others wrote', () => {
  it('a number is found, connected and checked', async () => {
    expect(await sms.listNumbers(channel)).toMatchObject([{ number: '+15551234567' }])
    await sms.connectNumber(channel)
    expect(await sms.checkNumber(channel)).toEqual([])
    expect((await sms.check(channel)).map(({ step, ok }) => `${step} ${ok}`)).toEqual([
      'address true',
      'login true',
      'number true',
      'public true',
      'webhook true',
    ])
  })

  it('a text comes in by a webhook whose signature holds', async () => {
    await simulate('inbound-message', { From: customer, To: '+15551234567', Body: 'Grüße + 😀' })
    const { message } = (await understood()).at(-1) ?? {}
    expect(message).toMatchObject({ identity: { value: customer, verified: true }, body: 'Grüße + 😀' })
  })

  it('an answer goes out, and its news come back', async () => {
    const { providerId, state } = await sms.send(channel, outgoing('It is ready.'))
    expect(state).toBe('sending')
    for (const Status of ['sent', 'delivered']) await simulate('message-status', { MessageSid: providerId, Status })
    const states = (await understood())
      .flatMap(({ receipts }) => receipts ?? [])
      .filter((one) => one.providerId === providerId)
    expect(states.map((one) => one.state)).toEqual(['sending', 'sent', 'delivered'])
    expect(await sms.statusOf(channel, providerId)).toMatchObject({ providerId, state: 'delivered' })
  })

  it('an answer of unknown outcome is found, and one that never went out is not', async () => {
    const sent = outgoing('Found again')
    const { providerId } = await sms.send(channel, sent)
    expect(await sms.reconcile(channel, sent)).toMatchObject({ providerId })
    expect(await sms.reconcile(channel, outgoing('Never sent'))).toBe('absent')
  })

  it('a refusal comes in words', async () => {
    const settings = { ...(channel.settings as object), number: '+15557999999' }
    const foreign = { ...channel, settings }
    await expect(sms.send(foreign, outgoing('Hello'))).rejects.toMatchObject({
      providerCode: '21606',
      badAddress: false,
    })
  })

  it('a text whose webhook was lost is swept up', async () => {
    desk.positions.set(channel.id, { sweptUntil: new Date().toISOString() })
    const lost = desk.items.filter(({ payload }) => payload?.['SmsStatus'] === 'received')
    desk.items = desk.items.filter((item) => !lost.includes(item))
    expect(await sweepOnce(sms, channel, desk)).toEqual({ connected: true, error: null })
    const again = desk.items.filter((item) => lost.some(({ externalId }) => externalId === item.externalId))
    expect(again).toHaveLength(lost.length)
    expect(lost.length).toBeGreaterThan(0)
  })
})
