import type { CustomerDesk } from '../../channels/channel.ts'
import { append } from '../../platform/events/append.ts'
import { transact } from '../../platform/transaction.ts'
import type { Needs } from './needs.ts'
import type { Reach } from './reach.ts'

/** The customer ends the conversation. One that has ended already stays as it is. */
export function createEnd(needs: Needs, reach: Reach): CustomerDesk['end'] {
  return async (customer, conversationId) => {
    const { contactId, brandId, view } = await reach(customer, conversationId)
    const { id } = view
    await transact(needs, async (tx) => {
      const [row] = await tx.$queryRaw<{ status: string }[]>`
        SELECT status::text FROM conversations WHERE id = ${id}::uuid FOR UPDATE`
      if (!row || row.status === 'closed') return
      const closedAt = needs.clock.now()
      const data = { status: 'closed', closedAt, snoozedUntil: null, waitingSince: null } as const
      await tx.conversation.update({ where: { id }, data })
      const change = { from: row.status, to: 'closed', by: 'contact' }
      await append(tx, { type: 'conversation.status_changed', brandId, conversationId: id, contactId, data: change })
    })
    return (await reach(customer, id)).view
  }
}
