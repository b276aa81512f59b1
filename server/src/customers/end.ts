import type { CustomerDesk } from '../channels/channel.ts'
import { append } from '../platform/events/append.ts'
import { transact } from '../platform/transaction.ts'
import { moveTo } from '../conversations/status.ts'
import type { Needs } from './needs.ts'
import type { Reach } from './reach.ts'

/** The customer ends the conversation. One that has ended already stays as it is. */
export function createEnd(needs: Needs, reach: Reach): CustomerDesk['end'] {
  return async (customer, conversationId) => {
    const { contactId, brandId, view } = await reach(customer, conversationId)
    const { id } = view
    await transact(needs, async (tx) => {
      await tx.$queryRaw`SELECT 1 FROM conversations WHERE id = ${id}::uuid FOR UPDATE`
      const row = await tx.conversation.findUniqueOrThrow({ where: { id } })
      const move = moveTo(row, 'closed', needs.clock.now())
      if (!move) return
      // Read by the trigger that ends the wait in a queue: who leaves is not put aside.
      await tx.$queryRaw`SELECT set_config('switchboard.by_customer', 'yes', true)`
      await tx.conversation.update({ where: { id }, data: move.data })
      const data = { ...move.event, by: 'contact' }
      await append(tx, { type: 'conversation.status_changed', brandId, conversationId: id, contactId, data })
    })
    return (await reach(customer, id)).view
  }
}
