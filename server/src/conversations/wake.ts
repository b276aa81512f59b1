import * as v from 'valibot'
import type { Services } from '../context.ts'
import { append } from '../platform/events/append.ts'
import { transact } from '../platform/transaction.ts'
import { moveTo } from './status.ts'
import { factOf, lockConversation } from './work.ts'

/** The name of the job that brings a snoozed conversation back. */
export const wakeJob = 'conversation.wake'

const Data = v.object({ conversationId: v.pipe(v.string(), v.uuid()), until: v.pipe(v.string(), v.isoTimestamp()) })

/** Opens a conversation that is still snoozed until this moment; one that was moved meanwhile stays as it is. */
export async function wakeConversation(services: Services, data: unknown): Promise<void> {
  const { conversationId, until } = v.parse(Data, data)
  await transact(services, async (tx) => {
    const row = await lockConversation(tx, conversationId)
    const move = row?.snoozedUntil?.toISOString() === until ? moveTo(row, 'open', services.clock.now()) : null
    if (!row || !move) return
    await tx.conversation.update({ where: { id: row.id }, data: move.data })
    await append(tx, factOf(row, 'conversation.status_changed', { ...move.event, by: 'clock' }))
  })
}

/** Takes up the jobs of conversations; call it once on a process that works. */
export async function registerConversationJobs(services: Services): Promise<void> {
  await services.jobs.work(wakeJob, (data) => wakeConversation(services, data))
}
