import type { Services } from '../context.ts'
import type { Tx } from '../platform/database.ts'
import { append } from '../platform/events/append.ts'
import type { NewEvent } from '../platform/events/event.ts'
import { moveTo } from '../conversations/status.ts'
import { transact } from '../platform/transaction.ts'

interface Work {
  /** The contact whose conversations move; may be the same as `to`. */
  from: string
  to: string
  /** Conversations under this identity come under `identityId`. */
  visitorId: string
  identityId: string
}

/**
 * Moves conversations and messages to the contact and identity they now belong to. Where both have an open one on a
 * channel, the one with the older last message is closed: nothing is lost, and the next message has one place to go.
 * Returns the events to append.
 */
export async function gather(tx: Tx, now: Date, { from, to, visitorId, identityId }: Work): Promise<NewEvent[]> {
  await tx.$queryRaw`
    SELECT 1 FROM conversations WHERE identity_id IN (${visitorId}::uuid, ${identityId}::uuid) ORDER BY id FOR UPDATE`
  const open = await tx.conversation.findMany({
    where: { identityId: { in: [visitorId, identityId] }, status: { not: 'closed' } },
    orderBy: [{ lastMessageAt: 'desc' }, { id: 'asc' }],
  })
  const kept = new Set<string>()
  const closed = open.filter((row) => kept.has(row.channelId) || !kept.add(row.channelId))
  for (const row of closed) {
    const move = moveTo(row, 'closed', now)
    if (move) await tx.conversation.update({ where: { id: row.id }, data: move.data })
  }
  await tx.$executeRaw`
    UPDATE conversations SET contact_id = ${to}::uuid, identity_id = ${identityId}::uuid WHERE identity_id = ${visitorId}::uuid`
  if (from !== to) {
    await tx.$executeRaw`UPDATE conversations SET contact_id = ${to}::uuid WHERE contact_id = ${from}::uuid`
    await tx.$executeRaw`
      UPDATE messages SET contact_id = ${to}::uuid WHERE contact_id = ${from}::uuid
         AND conversation_id IN (SELECT id FROM conversations WHERE contact_id = ${to}::uuid)`
  }
  return closed.map((row) => ({
    type: 'conversation.status_changed',
    brandId: row.brandId,
    conversationId: row.id,
    contactId: to,
    data: { from: row.status, to: 'closed', by: 'merge' },
  }))
}

/** Moves what a browser still wrote while its person signed in. */
export async function registerCustomerJobs(services: Services): Promise<void> {
  await services.jobs.work('contacts.gather', async (data) => {
    await transact(services, async (tx) => {
      const work = data as unknown as Work
      const late = await tx.conversation.count({ where: { identityId: work.visitorId } })
      if (late === 0) return
      const { contactId: to } = await tx.identity.findUniqueOrThrow({ where: { id: work.identityId } })
      const events = await gather(tx, services.clock.now(), { ...work, from: to, to })
      const named = work.from === to ? {} : { from: work.from }
      const moved: NewEvent = { type: 'contact.merged', contactId: to, data: named }
      await append(tx, ...events, moved)
    })
  })
}
