import type { CustomerDesk } from '../channels/channel.ts'
import type { Needs } from './needs.ts'
import type { Reach } from './reach.ts'

/** Tells agents that the customer is typing, or no longer is, and what, where the widget sends it. Nothing is kept. */
export function createSetTyping({ wake, clock }: Needs, reach: Reach): CustomerDesk['setTyping'] {
  return async (customer, conversationId, typing, preview) => {
    const { contactId, brandId, view } = await reach(customer, conversationId)
    wake.signal('typing', {
      conversationId: view.id,
      contactId,
      brandId,
      agentId: null,
      typing,
      ...(typing && preview !== undefined && { preview }),
      note: false,
      at: clock.now().toISOString(),
    })
  }
}
