import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { ChannelRejectedError, ChannelUnavailableError, ChannelUncertainError } from '../../server/src/errors.ts'
import { keepConsents } from '../../server/src/contacts/consent.ts'
import { foldReceipts } from '../../server/src/delivery/receipts.ts'
import { carriedChannel } from '../../server/src/channels/carried-config.ts'
import type { CarriedConfig, Receipt } from '../../server/src/channels/carried.ts'
import { newId } from '../../server/src/platform/ids.ts'
import type { AgentClient } from '../support/agent.ts'
import { carriedPlace, mailFrom, scriptedCarrier } from '../support/carrier.ts'
import { customerWrites } from '../support/customer.ts'
import { type Hub, startHub } from '../support/hub.ts'

let now = new Date()
const clock = { now: () => now }
const later = (seconds: number) => void (now = new Date(now.getTime() + seconds * 1000))
const carrier = scriptedCarrier()

let hub: Hub
let mia: AgentClient
let mailbox: Awaited<ReturnType<typeof carriedPlace>>
beforeAll(async () => {
  hub = await startHub({ clock, carriers: [carrier.adapter] })
  mia = await hub.agent({ name: 'Mia' })
  mailbox = await carriedPlace(hub)
})
afterAll(() => hub.stop())

const db = () => hub.services.db.prisma
/** A conversation that a mail of this address began. */
async function begun(address: string, cc: string[] = []): Promise<string> {
  const mail = mailFrom(address, 'Where is my order?', { reference: `<${address}>` })
  if (mail.message?.content) mail.message.content.cc = cc.map((one) => ({ address: one, name: null }))
  await mailbox.bring(mail)
  return vi.waitFor(async () => {
    const row = await db().conversation.findFirst({ where: { identity: { value: address } } })
    if (!row) throw new Error('it has not arrived')
    return row.id
  }, 15_000)
}
const answer = (conversationId: string, more: object = {}) =>
  mia.mutate(
    'reply',
    { conversationId, clientId: newId(), body: 'On its way', ...more },
    'sent: message { id delivery leavesAt content { subject to { address } cc { address } } }',
  )
const deliveryOf = (messageId: string) =>
  db().delivery.findUniqueOrThrow({ where: { messageId }, include: { entries: { orderBy: { at: 'asc' } } } })
const becomes = (messageId: string, status: string) =>
  vi.waitFor(async () => {
    const row = await deliveryOf(messageId)
    expect(row.status).toBe(status)
    return row
  }, 15_000)
const handed = (messageId: string) => carrier.handed.filter((one) => one.messageId === messageId)

describe('an answer that a provider carries', () => {
  it('leaves with the subject and the thread of what it answers, to the customer and whoever was copied', async () => {
    const id = await begun('ada@example.com', ['ben@example.com', mailbox.address])
    const { sent: message } = await answer(id)
    expect(message).toMatchObject({
      content: { subject: 'Re: My order', to: [{ address: 'ada@example.com' }], cc: [{ address: 'ben@example.com' }] },
    })
    await becomes(message.id, 'sent')
    const [out] = handed(message.id)
    expect(out).toMatchObject({ body: 'On its way', references: ['<ada@example.com>'] })
    expect(out?.reference).toMatch(/^<[0-9a-f]{32}\.[0-9a-z]+\.[0-9a-f]{16}@centre\.example>$/)
    const ledger = (await deliveryOf(message.id)).entries.map((one) => `${one.kind} ${one.status}`)
    expect(ledger).toEqual(['attempt sending', 'handed sent'])
  })

  it('tells every screen how far it got', async () => {
    const seen: string[] = []
    const stop = mia.subscribe(
      'subscription { changes { ... on MessageChanged { message { id delivery } } } }',
      {},
      ({ changes }) => changes?.message && seen.push(changes.message.delivery),
    )
    const { sent: message } = await answer(await begun('live@example.com'))
    await becomes(message.id, 'sent')
    await vi.waitFor(() => expect(seen).toContain('SENT'), 15_000)
    stop()
  })

  it('needs an address, in words at the field, and stores nothing without one', async () => {
    const { conversationId } = await customerWrites(hub.services, hub)('visitor', 'Hello?')
    const refused = await answer(conversationId, { channelId: mailbox.id })
    expect(refused).toMatchObject({ __typename: 'InvalidInputError', field: 'to' })
    const wrong = await answer(conversationId, { channelId: mailbox.id, to: ['nobody'] })
    expect(wrong).toMatchObject({
      __typename: 'InvalidInputError',
      field: 'to',
      message: expect.stringContaining('nobody'),
    })
    expect(await db().message.count({ where: { conversationId, kind: 'outbound' } })).toBe(0)
  })

  it('goes out by mail for a visitor who left, and goes on in the same conversation when they answer it', async () => {
    const { conversationId } = await customerWrites(hub.services, hub)('left', 'Hello?')
    const { sent: message } = await answer(conversationId, { channelId: mailbox.id, to: ['left@example.com'] })
    await becomes(message.id, 'sent')
    const [out] = handed(message.id)
    const reply = mailFrom('left@example.com', 'Thank you', { evidence: [{ kind: 'token', value: out?.token ?? '' }] })
    await mailbox.bring(reply)
    await vi.waitFor(async () => {
      const last = await db().message.findFirst({ where: { conversationId }, orderBy: { seq: 'desc' } })
      expect(last).toMatchObject({ body: 'Thank you', kind: 'inbound', channelId: mailbox.id })
    }, 15_000)
  })

  it('keeps its formatting, made safe, beside the same in plain words', async () => {
    const id = await begun('rich@example.com')
    const html = '<p>It is <b>here</b></p><script>alert(1)</script>'
    const { sent: message } = await answer(id, { body: '', html })
    await becomes(message.id, 'sent')
    expect(handed(message.id)[0]).toMatchObject({ body: 'It is here', html: '<p>It is <b>here</b></p>' })
    const refused = await answer(id, { body: '', html: 'x'.repeat(200_001) })
    expect(refused).toMatchObject({ __typename: 'InvalidInputError', field: 'html' })
  })

  it('can be called off until it leaves, and not after', async () => {
    const slow = await carriedPlace(hub, 'email', { undoSeconds: 10 })
    const id = await begun('undo@example.com')
    const { sent: message } = await answer(id, { channelId: slow.id })
    expect(message).toMatchObject({ delivery: 'QUEUED', leavesAt: expect.any(String) })
    const [first, second] = await Promise.all(
      [1, 2].map(() => mia.mutate('cancelDelivery', { messageId: message.id }, 'sent: message { delivery }')),
    )
    expect([first, second]).toEqual(Array(2).fill(expect.objectContaining({ sent: { delivery: 'CANCELLED' } })))
    later(60)
    const { sent: left } = await answer(id)
    await becomes(left.id, 'sent')
    expect((await mia.mutate('cancelDelivery', { messageId: left.id })).__typename).toBe('ConflictError')
    expect(handed(message.id)).toEqual([])
  })
})

describe('an answer that waits for its time', () => {
  it('leaves at once when its agent does not want to wait, once however often they press', async () => {
    const id = await begun('soon@example.com')
    const { sent: message } = await answer(id, { sendAt: new Date(now.getTime() + 3_600_000).toISOString() })
    expect(message).toMatchObject({ delivery: 'QUEUED', leavesAt: expect.any(String) })
    const press = () => mia.mutate('sendDeliveryNow', { messageId: message.id }, 'sent: message { id }')
    expect(await Promise.all([press(), press()])).toMatchObject(Array(2).fill({ sent: { id: message.id } }))
    const { entries } = await becomes(message.id, 'sent')
    expect(entries.map((one) => one.kind)).toEqual(['hastened', 'attempt', 'handed'])
    expect(handed(message.id)).toHaveLength(1)
  })

  it('cannot leave once it was called off', async () => {
    const id = await begun('never@example.com')
    const { sent: message } = await answer(id, { sendAt: new Date(now.getTime() + 3_600_000).toISOString() })
    await mia.mutate('cancelDelivery', { messageId: message.id })
    expect((await mia.mutate('sendDeliveryNow', { messageId: message.id })).__typename).toBe('ConflictError')
    expect(handed(message.id)).toEqual([])
  })
})

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
    expect((await waiting()).dueAt).toEqual(new Date(now.getTime() + 300_000))
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
    await db().delivery.update({ where: { messageId: message.id }, data: { dueAt: now } })
    await vi.waitFor(async () => expect((await deliveryOf(message.id)).dueAt).not.toEqual(now), 15_000)
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
    const { data } = await mia.gql(
      `{ conversation(id: "${id}") { messages { nodes { kind body failure ledger { kind reason } } } } }`,
    )
    expect(data.conversation.messages.nodes.at(-1)).toMatchObject({
      kind: 'SYSTEM',
      body: expect.stringContaining('does not exist'),
    })
    const retries = await Promise.all(
      Array.from({ length: 5 }, () => mia.mutate('retryDelivery', { messageId: message.id })),
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
      const slow = await carriedPlace(hub, 'email', { undoSeconds: 100 })
      const { sent: message } = await answer(id, { channelId: slow.id })
      await db().delivery.update({
        where: { messageId: message.id },
        data: { status: 'sending', attempts: 1, committedAt, dueAt: now },
      })
      return message.id
    }
    carrier.answers('unknown')
    const middle = await died('middle@example.com', now)
    const before = await died('before@example.com', null)
    await becomes(before, 'sent')
    await becomes(middle, 'uncertain')
    expect(handed(middle)).toEqual([])
  })
})

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
    foldReceipts(hub.services, (await carriedChannel(hub.services, mailbox.id)) as CarriedConfig, receipts)

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
    await fold(news(reference, 'failed', { reason: 'No such mailbox.', code: '5.1.1', badAddress: 'gone@example.com' }))
    await fold(news(reference, 'failed', { reason: 'No such mailbox.', code: '5.1.1', badAddress: 'gone@example.com' }))
    expect(await deliveryOf(message.id)).toMatchObject({ status: 'failed', code: '5.1.1' })
    expect(await db().identity.findFirst({ where: { value: 'gone@example.com' } })).toMatchObject({
      flaggedReason: 'No such mailbox.',
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
    const forged = { reason: 'No such mailbox.', code: '5.1.1' }
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
    const channel = (await carriedChannel(hub.services, mailbox.id)) as CarriedConfig
    await keepConsents(hub.services, channel, [{ identity, state: 'opted_out', reason: 'STOP received' }])
    const { sent: message } = await answer(id)
    expect(await becomes(message.id, 'failed')).toMatchObject({ reason: expect.stringContaining('STOP received') })
    expect(handed(message.id)).toEqual([])
    await keepConsents(hub.services, channel, [{ identity, state: 'opted_in', reason: 'START received' }])
    const { sent: again } = await answer(id)
    await becomes(again.id, 'sent')
  })

  it('that somebody complained silences nobody whom this mailbox never wrote to', async () => {
    const channel = (await carriedChannel(hub.services, mailbox.id)) as CarriedConfig
    const complain = (value: string) =>
      keepConsents(hub.services, channel, [
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
