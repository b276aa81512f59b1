import type { Pool } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../server/src/platform/ids.ts'
import { type Hub, startHub } from '../support/hub.ts'
import { customerWrites } from '../support/customer.ts'

let hub: Hub
let write: ReturnType<typeof customerWrites>
beforeAll(async () => {
  hub = await startHub()
  write = customerWrites(hub.services, hub)
})
afterAll(() => hub.stop())

/** How many connections wait for a lock. */
async function waiting(pool: Pool) {
  const asked = `SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`
  return (await pool.query<{ n: number }>(asked)).rows[0]?.n
}

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

  describe.each([
    { told: 'a conversation that would open again stays closed', reopenDays: 7 },
    { told: 'no empty conversation is opened', reopenDays: 0 },
  ])('when its copy waited until the conversation was closed', ({ told, reopenDays }) => {
    it(told, async () => {
      const { prisma, pool } = hub.services.db
      const who = newId()
      const before = await write(who, 'First')
      const externalId = newId()
      const storing = await pool.connect()
      try {
        await storing.query('BEGIN')
        const one = { ...hub.services, db: { ...hub.services.db, pool: storing as unknown as Pool } }
        const stored = await customerWrites(one, hub)(who, 'Once', { externalId, reopenDays })
        const copy = write(who, 'Once', { externalId, reopenDays })
        await expect.poll(() => waiting(pool)).toBe(1)
        await storing.query("UPDATE conversations SET status = 'closed', closed_at = now() WHERE id = $1", [
          before.conversationId,
        ])
        await storing.query('COMMIT')
        expect(await copy).toMatchObject({ outcome: 'duplicate', messageId: stored.messageId })
      } finally {
        storing.release()
      }
      const rows = await prisma.conversation.findMany({ where: { contactId: before.contactId } })
      expect(rows.map((row) => row.status)).toEqual(['closed'])
    })
  })
})
