import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ChannelUncertainError, ChannelUnavailableError } from '../../server/src/errors.ts'
import { customer, type NumberOfOurs, outgoing, outgoingFile, startNumber } from '../support/sms.ts'

let ours: NumberOfOurs
/** Ms by which the hub's clock is ahead. */
let ahead: number
const now = () => new Date(Date.now() + ahead)
const taken = new Set<string>()
/** How many of the same words were written before, and are looked for as well. */
let before: number
beforeEach(async () => {
  taken.clear()
  before = 0
  ahead = 0
  ours = await startNumber({
    rivals: async () => ({ taken, before }),
    now,
  })
})
afterEach(() => ours.stop())

describe('a text of unknown outcome', () => {
  it('is found in the provider’s list when the provider has it', async () => {
    const uncertain = outgoing('Your order  is ready.\r\nBye ')
    ours.company.misbehave({ silent: 1 })
    await expect(ours.impatient.send(ours.channel, uncertain)).rejects.toThrow(ChannelUncertainError)
    await ours.company.settled()
    const [text] = ours.company.messagesOf(customer)
    expect(await ours.sms.reconcile(ours.channel, uncertain)).toEqual({ providerId: text?.sid, state: 'delivered' })
  })

  it('is found with its pictures, and not mistaken for the same words without them', async () => {
    await ours.sms.send(ours.channel, outgoing('Here'))
    const uncertain = outgoing('Here', { files: [outgoingFile(`${ours.url}/x.png`)] })
    expect(await ours.sms.reconcile(ours.channel, uncertain)).toBe('absent')
    const { providerId } = await ours.sms.send(ours.channel, uncertain)
    expect(await ours.sms.reconcile(ours.channel, uncertain)).toMatchObject({ providerId })
  })

  it('is found while it still waits at the provider, before it has a day of sending', async () => {
    const slow = await startNumber({ company: { pace: 60_000 } })
    const uncertain = outgoing('Hello')
    const { providerId } = await slow.sms.send(slow.channel, uncertain)
    expect(await slow.sms.reconcile(slow.channel, uncertain)).toEqual({ providerId, state: 'sending' })
    await slow.stop()
  })

  it('is absent when the provider never had it: what was said before, by others, or by the customer is not it', async () => {
    const { numbers } = ours.company
    await ours.company.text(customer, numbers[0] ?? '', 'Yes')
    await ours.sms.send(ours.channel, outgoing('Yes', { to: [{ address: '+15557030003', name: null }] }))
    await ours.sms.send(ours.channel, outgoing('Yes!'))
    expect(await ours.sms.reconcile(ours.channel, outgoing('Yes'))).toBe('absent')
  })

  it('is not mistaken for the same words in another answer', async () => {
    const { providerId } = await ours.sms.send(ours.channel, outgoing('OK'))
    const uncertain = outgoing('OK')
    taken.add(providerId)
    expect(await ours.sms.reconcile(ours.channel, uncertain)).toBe('absent')
  })

  it('is told from the same words in another answer of unknown outcome by the order in which they were written', async () => {
    const [first, second] = [
      await ours.sms.send(ours.channel, outgoing('OK')),
      await ours.sms.send(ours.channel, outgoing('OK')),
    ]
    const uncertain = outgoing('OK')
    before = 1
    expect(await ours.sms.reconcile(ours.channel, uncertain)).toMatchObject({ providerId: second.providerId })
    before = 0
    expect(await ours.sms.reconcile(ours.channel, uncertain)).toMatchObject({ providerId: first.providerId })
    taken.add(first.providerId)
    expect(await ours.sms.reconcile(ours.channel, uncertain)).toMatchObject({ providerId: second.providerId })
    before = 1
    expect(await ours.sms.reconcile(ours.channel, uncertain)).toBe('absent')
  })

  it('is not mistaken for the same words long ago', async () => {
    await ours.sms.send(ours.channel, outgoing('OK'))
    ahead = 600_000
    // A delivery's id begins with the moment it was made.
    const later = now().getTime().toString(16).padStart(12, '0')
    const deliveryId = `${later.slice(0, 8)}-${later.slice(8)}-7000-8000-000000000000`
    expect(await ours.sms.reconcile(ours.channel, outgoing('OK', { deliveryId }))).toBe('absent')
  })

  it('is not called absent while it may still be on its way into the list', async () => {
    const patient = await startNumber({ absentAfter: 60_000, now })
    const uncertain = outgoing('Hello')
    expect(await patient.sms.reconcile(patient.channel, uncertain)).toBe('unknown')
    ahead = 61_000
    expect(await patient.sms.reconcile(patient.channel, uncertain)).toBe('absent')
    await patient.stop()
  })

  it('stays unknown while so much was said since that the list does not reach back', async () => {
    const uncertain = outgoing('OK')
    for (let n = 0; n < 200; n++) await ours.sms.send(ours.channel, outgoing(`No ${n}`))
    expect(await ours.sms.reconcile(ours.channel, uncertain)).toBe('unknown')
  })

  it('is asked for again when the provider is away', async () => {
    await ours.company.stop()
    await expect(ours.sms.reconcile(ours.channel, outgoing('OK'))).rejects.toThrow(ChannelUnavailableError)
    ours = await startNumber()
  })
})
