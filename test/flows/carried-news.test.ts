import { describe, expect, it } from 'vitest'
import { carriedChannel } from '../../server/src/channels/carried-config.ts'
import { type CarriedConfig, type Receipt } from '../../server/src/channels/carried.ts'
import { keepConsents } from '../../server/src/contacts/consent.ts'
import { foldReceipts } from '../../server/src/delivery/receipts.ts'
import { sending } from '../support/sending.ts'

const { answer, becomes, begun, db, deliveryOf, desk, handed } = sending()

describe('what is heard of it later', () => {
  const news = (providerId: string, state: Receipt['state'], more: Partial<Receipt> = {}): Receipt => ({
    providerId,
    state,
    reason: null,
    code: null,
    badAddress: null,
    ...more,
  })
  const fold = async (...receipts: Receipt[]) =>
    foldReceipts(
      desk.hub.services,
      (await carriedChannel(desk.hub.services, desk.mailbox.id)) as CarriedConfig,
      receipts,
    )

  it('moves it forward in any order, and is written down once', async () => {
    const { sent: message } = await answer(await begun('receipts@example.com'))
    const { providerId } = await becomes(message.id, 'sent')
    await Promise.all(
      ['delivered', 'sent', 'delivered', 'sending'].map((state) => fold(news(providerId ?? '', state as 'sent'))),
    )
    const row = await deliveryOf(message.id)
    expect(row.status).toBe('delivered')
    expect(row.entries.filter((one) => one.kind === 'receipt')).toHaveLength(1)
  })

  it('that it came back fails it, flags the address, and shows it to people', async () => {
    const { sent: message } = await answer(await begun('gone@example.com'))
    const { reference } = await becomes(message.id, 'sent')
    await fold(
      news(reference, 'failed', { reason: 'No such desk.mailbox.', code: '5.1.1', badAddress: 'gone@example.com' }),
    )
    await fold(
      news(reference, 'failed', { reason: 'No such desk.mailbox.', code: '5.1.1', badAddress: 'gone@example.com' }),
    )
    expect(await deliveryOf(message.id)).toMatchObject({ status: 'failed', code: '5.1.1' })
    expect(await db().identity.findFirst({ where: { value: 'gone@example.com' } })).toMatchObject({
      flaggedReason: 'No such desk.mailbox.',
    })
    const lines = await db().message.count({
      where: { kind: 'system', conversation: { identity: { value: 'gone@example.com' } } },
    })
    expect(lines).toBe(1)
  })

  it('that it came back flags no address that it never went to, whatever the report says', async () => {
    await begun('victim@example.com')
    const { sent: message } = await answer(await begun('forger@example.com', ['copied@example.com']))
    const { reference } = await becomes(message.id, 'sent')
    const forged = { reason: 'No such desk.mailbox.', code: '5.1.1' }
    await fold(news(reference, 'failed', { ...forged, badAddress: 'victim@example.com' }))
    await fold(news(reference, 'failed', { ...forged, badAddress: 'Copied@example.com' }))
    const flagged = await db().identity.findMany({ where: { flaggedAt: { not: null } }, select: { value: true } })
    expect(flagged.map((one) => one.value)).toContain('copied@example.com')
    expect(flagged.map((one) => one.value)).not.toContain('victim@example.com')
  })

  it('that is about a message not known yet is tried again later', async () => {
    await expect(fold(news('not-known', 'delivered'))).rejects.toMatchObject({ code: 'unavailable' })
  })

  it('that somebody wants no more messages keeps every later one from going out, agents’ ones included', async () => {
    const id = await begun('stop@example.com')
    await becomes((await answer(id)).sent.id, 'sent')
    const identity = { kind: 'email', value: 'stop@example.com' } as const
    const channel = (await carriedChannel(desk.hub.services, desk.mailbox.id)) as CarriedConfig
    await keepConsents(desk.hub.services, channel, [{ identity, state: 'opted_out', reason: 'STOP received' }])
    const { sent: message } = await answer(id)
    expect(await becomes(message.id, 'failed')).toMatchObject({ reason: expect.stringContaining('STOP received') })
    expect(handed(message.id)).toEqual([])
    await keepConsents(desk.hub.services, channel, [{ identity, state: 'opted_in', reason: 'START received' }])
    const { sent: again } = await answer(id)
    await becomes(again.id, 'sent')
  })

  it('that somebody complained silences nobody whom this mailbox never wrote to', async () => {
    const channel = (await carriedChannel(desk.hub.services, desk.mailbox.id)) as CarriedConfig
    const complain = (value: string) =>
      keepConsents(desk.hub.services, channel, [
        { identity: { kind: 'email', value }, state: 'opted_out', reason: 'They reported our mail as spam.' },
      ])
    const id = await begun('quiet@example.com')
    await complain('quiet@example.com')
    await complain('unknown@example.com')
    expect(await db().identity.count({ where: { value: 'unknown@example.com' } })).toBe(0)
    const { sent: message } = await answer(id, { bcc: ['hidden@example.com'] })
    await becomes(message.id, 'sent')
    for (const address of ['quiet@example.com', 'hidden@example.com']) {
      await complain(address)
      const { sent: refused } = await answer(id, { to: [address] })
      expect(await becomes(refused.id, 'failed')).toMatchObject({ reason: expect.stringContaining('spam') })
    }
  })
})
