import { describe, expect, it, vi } from 'vitest'
import { carriedPlace, mailFrom } from '../support/carrier.ts'
import { customerWrites } from '../support/customer.ts'
import { sending } from '../support/sending.ts'

const { answer, becomes, begun, db, deliveryOf, desk, handed, later } = sending()

describe('an answer that a provider carries', () => {
  it('leaves with the subject and the thread of what it answers, to the customer and whoever was copied', async () => {
    const id = await begun('ada@example.com', ['ben@example.com', desk.mailbox.address])
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
    const stop = desk.mia.subscribe(
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
    const { conversationId } = await customerWrites(desk.hub.services, desk.hub)('visitor', 'Hello?')
    const refused = await answer(conversationId, { channelId: desk.mailbox.id })
    expect(refused).toMatchObject({ __typename: 'InvalidInputError', field: 'to' })
    const wrong = await answer(conversationId, { channelId: desk.mailbox.id, to: ['nobody'] })
    expect(wrong).toMatchObject({
      __typename: 'InvalidInputError',
      field: 'to',
      message: expect.stringContaining('nobody'),
    })
    expect(await db().message.count({ where: { conversationId, kind: 'outbound' } })).toBe(0)
  })

  it('goes out by mail for a visitor who left, and goes on in the same conversation when they answer it', async () => {
    const { conversationId } = await customerWrites(desk.hub.services, desk.hub)('left', 'Hello?')
    const { sent: message } = await answer(conversationId, { channelId: desk.mailbox.id, to: ['left@example.com'] })
    await becomes(message.id, 'sent')
    const [out] = handed(message.id)
    const reply = mailFrom('left@example.com', 'Thank you', { evidence: [{ kind: 'token', value: out?.token ?? '' }] })
    await desk.mailbox.bring(reply)
    await vi.waitFor(async () => {
      const last = await db().message.findFirst({ where: { conversationId }, orderBy: { seq: 'desc' } })
      expect(last).toMatchObject({ body: 'Thank you', kind: 'inbound', channelId: desk.mailbox.id })
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
    const slow = await carriedPlace(desk.hub, 'email', { undoSeconds: 10 })
    const id = await begun('undo@example.com')
    const { sent: message } = await answer(id, { channelId: slow.id })
    expect(message).toMatchObject({ delivery: 'QUEUED', leavesAt: expect.any(String) })
    const [first, second] = await Promise.all(
      [1, 2].map(() => desk.mia.mutate('cancelDelivery', { messageId: message.id }, 'sent: message { delivery }')),
    )
    expect([first, second]).toEqual(Array(2).fill(expect.objectContaining({ sent: { delivery: 'CANCELLED' } })))
    later(60)
    const { sent: left } = await answer(id)
    await becomes(left.id, 'sent')
    expect((await desk.mia.mutate('cancelDelivery', { messageId: left.id })).__typename).toBe('ConflictError')
    expect(handed(message.id)).toEqual([])
  })
})

describe('an answer that waits for its time', () => {
  it('leaves at once when its agent does not want to wait, once however often they press', async () => {
    const id = await begun('soon@example.com')
    const { sent: message } = await answer(id, { sendAt: new Date(desk.now.getTime() + 3_600_000).toISOString() })
    expect(message).toMatchObject({ delivery: 'QUEUED', leavesAt: expect.any(String) })
    const press = () => desk.mia.mutate('sendDeliveryNow', { messageId: message.id }, 'sent: message { id }')
    expect(await Promise.all([press(), press()])).toMatchObject(Array(2).fill({ sent: { id: message.id } }))
    const { entries } = await becomes(message.id, 'sent')
    expect(entries.map((one) => one.kind)).toEqual(['hastened', 'attempt', 'handed'])
    expect(handed(message.id)).toHaveLength(1)
  })

  it('cannot leave once it was called off', async () => {
    const id = await begun('never@example.com')
    const { sent: message } = await answer(id, { sendAt: new Date(desk.now.getTime() + 3_600_000).toISOString() })
    await desk.mia.mutate('cancelDelivery', { messageId: message.id })
    expect((await desk.mia.mutate('sendDeliveryNow', { messageId: message.id })).__typename).toBe('ConflictError')
    expect(handed(message.id)).toEqual([])
  })
})
