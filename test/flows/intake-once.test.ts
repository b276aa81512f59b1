import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Hub, startHub } from '../support/hub.ts'
import { customerWrites } from '../support/customer.ts'

let hub: Hub
let write: ReturnType<typeof customerWrites>
beforeAll(async () => {
  hub = await startHub()
  write = customerWrites(hub.services, hub)
})
afterAll(() => hub.stop())

describe('a message that comes in', () => {
  it('is stored once, however many copies arrive at the same moment', async () => {
    const copies = await Promise.all(Array.from({ length: 100 }, () => write('anna', 'Hello?', { externalId: 'copy' })))
    expect(copies.filter((c) => c.outcome === 'stored')).toHaveLength(1)
    expect(new Set(copies.map((c) => c.messageId)).size).toBe(1)
    expect(await hub.services.db.prisma.message.count({ where: { externalId: 'copy' } })).toBe(1)
  })

  it('opens one conversation when a visitor sends fifty first messages at once', async () => {
    const burst = await Promise.all(Array.from({ length: 50 }, (_, n) => write('ben', `Message ${n}`)))
    expect(new Set(burst.map((b) => b.conversationId)).size).toBe(1)
    expect(burst.map((b) => b.seq).toSorted((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, n) => n + 1))
    expect(burst.filter((b) => b.opened)).toHaveLength(1)
  })

  it('is refused, and nothing is stored, while its sender is blocked', async () => {
    const { contactId, conversationId } = await write('carl', 'First')
    await hub.services.db.prisma.contact.update({ where: { id: contactId }, data: { blockedAt: new Date() } })
    expect((await write('carl', 'Second')).outcome).toBe('blocked')
    expect(await hub.services.db.prisma.message.count({ where: { conversationId } })).toBe(1)
  })

  it('costs the others in its batch nothing when it cannot be stored', async () => {
    const good = Array.from({ length: 10 }, (_, n) => write(`dora ${n}`, 'Fine'))
    const bad = write('emil', 'Broken', {
      attachmentIds: ['0199aa00-0000-7000-8000-000000000000'],
      uploader: 'visitor:emil',
    })
    await expect(bad).rejects.toThrow('attachment_not_yours')
    expect((await Promise.all(good)).every((r) => r.outcome === 'stored')).toBe(true)
  })
})
