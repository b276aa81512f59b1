import { describe, expect, it, vi } from 'vitest'
import { ChannelRejectedError, ChannelUnavailableError, ChannelUncertainError } from '../../server/src/errors.ts'
import { carriedPlace } from '../support/carrier.ts'
import { sending } from '../support/sending.ts'

const { answer, becomes, begun, carrier, db, deliveryOf, desk, handed, later } = sending()

describe('when the provider cannot take it', () => {
  it('is tried again with growing waits, and once only when it went through', async () => {
    const away = () => {
      throw new ChannelUnavailableError('The server answers 451: try later.')
    }
    const id = await begun('later@example.com')
    carrier.next(away, away)
    const { sent: message } = await answer(id)
    await vi.waitFor(
      async () => expect(await deliveryOf(message.id)).toMatchObject({ status: 'queued', attempts: 1 }),
      5000,
    )
    later(6)
    await vi.waitFor(
      async () => expect(await deliveryOf(message.id)).toMatchObject({ status: 'queued', attempts: 2 }),
      5000,
    )
    later(31)
    const done = await becomes(message.id, 'sent')
    expect(done).toMatchObject({ attempts: 3, reason: null })
    expect(handed(message.id)).toHaveLength(1)
  })

  it('is tried again no sooner than the provider asks', async () => {
    carrier.next(() => {
      throw new ChannelUnavailableError('The provider takes no more for now and asks to wait 300 seconds.', {
        retryAfter: 300,
      })
    })
    const { sent: message } = await answer(await begun('asked@example.com'))
    const waiting = () => deliveryOf(message.id)
    await vi.waitFor(async () => expect(await waiting()).toMatchObject({ status: 'queued', attempts: 1 }), 5000)
    expect((await waiting()).dueAt).toEqual(new Date(desk.now.getTime() + 300_000))
    later(299)
    await new Promise((done) => setTimeout(done, 1500))
    expect(await waiting()).toMatchObject({ status: 'queued', attempts: 1 })
    later(2)
    expect(await becomes(message.id, 'sent')).toMatchObject({ attempts: 2 })
  })

  it('is not handed over again while the provider that took it is still busy with it', async () => {
    carrier.next(() => ({ providerId: 'taken', state: 'sending' }))
    const { sent: message } = await answer(await begun('busy@example.com'))
    await becomes(message.id, 'sent')
    const before = handed(message.id).length
    await db().delivery.update({ where: { messageId: message.id }, data: { dueAt: desk.now } })
    await vi.waitFor(async () => expect((await deliveryOf(message.id)).dueAt).not.toEqual(desk.now), 15_000)
    expect(await deliveryOf(message.id)).toMatchObject({ status: 'sent', attempts: 1 })
    expect(handed(message.id)).toHaveLength(before)
  })

  it('is handed to a person when it is refused for good: open, unread, and with the reason in words', async () => {
    const id = await begun('refused@example.com')
    carrier.next(() => {
      throw new ChannelRejectedError('The mailbox does not exist.')
    })
    const { sent: message } = await answer(id)
    await db().conversation.update({ where: { id }, data: { status: 'pending' } })
    await becomes(message.id, 'failed')
    await vi.waitFor(async () => {
      const row = await db().conversation.findUniqueOrThrow({ where: { id } })
      expect(row).toMatchObject({ status: 'open', unreadCount: 1 })
    }, 15_000)
    const { data } = await desk.mia.gql(
      `{ conversation(id: "${id}") { messages { nodes { kind body failure ledger { kind reason } } } } }`,
    )
    expect(data.conversation.messages.nodes.at(-1)).toMatchObject({
      kind: 'SYSTEM',
      body: expect.stringContaining('does not exist'),
    })
    const retries = await Promise.all(
      Array.from({ length: 5 }, () => desk.mia.mutate('retryDelivery', { messageId: message.id })),
    )
    expect(retries.filter((one) => one.__typename === 'RetryDeliveryPayload')).toHaveLength(1)
    await becomes(message.id, 'sent')
    expect(handed(message.id)).toHaveLength(1)
  })

  it('is never sent again on a guess: the provider is asked first', async () => {
    const broken = () => {
      throw new ChannelUncertainError('The line broke while it was being sent.')
    }
    carrier.next(broken)
    carrier.answers({ providerId: 'it-has-it', state: 'sent' })
    const { sent: message } = await answer(await begun('unsure@example.com'))
    await vi.waitFor(async () => expect((await deliveryOf(message.id)).status).toBe('uncertain'), 15_000)
    later(6)
    expect(await becomes(message.id, 'sent')).toMatchObject({ providerId: 'it-has-it' })
    expect(handed(message.id)).toEqual([])

    carrier.next(broken)
    carrier.answers('absent')
    const { sent: lost } = await answer(await begun('absent@example.com'))
    await vi.waitFor(async () => expect((await deliveryOf(lost.id)).status).toBe('uncertain'), 15_000)
    later(6)
    await becomes(lost.id, 'sent')
    expect(handed(lost.id)).toHaveLength(1)
  })

  it('stays uncertain when nobody can say, and a person decides', async () => {
    carrier.next(() => {
      throw new ChannelUncertainError('The line broke while it was being sent.')
    })
    carrier.answers('unknown')
    const { sent: message } = await answer(await begun('nobody@example.com'))
    for (const wait of [6, 61, 601]) {
      await vi.waitFor(async () => expect((await deliveryOf(message.id)).dueAt).not.toBeNull(), 15_000)
      await vi.waitFor(async () => expect((await deliveryOf(message.id)).status).toBe('uncertain'), 15_000)
      later(wait)
      await new Promise((done) => setTimeout(done, 1200))
    }
    expect(await deliveryOf(message.id)).toMatchObject({ status: 'uncertain', dueAt: null })
    expect(handed(message.id)).toEqual([])
  })

  it('that died in the middle of sending is asked about; that died before is sent', async () => {
    const died = async (address: string, committedAt: Date | null) => {
      const id = await begun(address)
      const slow = await carriedPlace(desk.hub, 'email', { undoSeconds: 100 })
      const { sent: message } = await answer(id, { channelId: slow.id })
      await db().delivery.update({
        where: { messageId: message.id },
        data: { status: 'sending', attempts: 1, committedAt, dueAt: desk.now },
      })
      return message.id
    }
    carrier.answers('unknown')
    const middle = await died('middle@example.com', desk.now)
    const before = await died('before@example.com', null)
    await becomes(before, 'sent')
    await becomes(middle, 'uncertain')
    expect(handed(middle)).toEqual([])
  })
})
