import type { CustomerDesk, CustomerMessage } from '../channels/channel.ts'
import { readThread } from './messages.ts'
import type { Needs } from './needs.ts'
import type { Reach } from './reach.ts'

const pageSize = 50
const most = 5000

/** Reading what was said, without the centre's notes. */
export function createThreads(needs: Needs, reach: Reach): Pick<CustomerDesk, 'thread' | 'wholeThread'> {
  return {
    async thread(customer, conversationId, before) {
      const { view } = await reach(customer, conversationId)
      const found = await readThread(needs, view.id, before, pageSize + 1)
      return { conversation: view, messages: found.slice(-pageSize), more: found.length > pageSize }
    },
    async wholeThread(customer, conversationId) {
      const { view } = await reach(customer, conversationId)
      const messages: CustomerMessage[] = []
      for (let before: number | null = null; messages.length < most; before = messages[0]?.seq ?? 0) {
        const page = await readThread(needs, view.id, before, 500)
        messages.unshift(...page)
        if (page.length < 500) return { conversation: view, messages, more: false }
      }
      return { conversation: view, messages, more: true }
    },
  }
}
