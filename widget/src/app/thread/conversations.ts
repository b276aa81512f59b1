import type { ConversationSummary, ThreadPage, WireMessage } from '../../protocol.ts'
import type { Core } from '../core.ts'
import { emptyThread, mergeLive, mergePage, mergeSummary } from './merge.ts'

/** Reads conversations from the hub and merges what comes live. */
export function createConversations({ wire, get, set, host }: Core) {
  const loading = new Set<string>()
  const again = new Set<string>()

  const summary = (next: ConversationSummary) =>
    set(({ conversations }) => {
      const known = conversations.find(({ id }) => id === next.id)
      const merged = mergeSummary(known, next)
      if (known && known.status !== merged.status) host.emit('conversation', { id: next.id, status: next.status })
      return {
        conversations: known ? conversations.map((one) => (one === known ? merged : one)) : [merged, ...conversations],
      }
    })

  const load = async (id: string, before?: number): Promise<void> => {
    const key = `${id}/${before ?? ''}`
    // What is asked for during a request may be newer than its answer.
    if (loading.has(key)) return void again.add(key)
    loading.add(key)
    try {
      const query = before ? `?before=${before}` : ''
      const page = await wire.call<ThreadPage>('GET', `conversations/${id}${query}`)
      summary(page.conversation)
      set(({ threads }) => ({
        threads: { ...threads, [id]: mergePage(threads[id] ?? emptyThread, page.messages, page.more, !before) },
      }))
    } finally {
      loading.delete(key)
      if (again.delete(key)) load(id, before).catch(() => {})
    }
  }

  return {
    summary,
    load,
    /** Adds a message and its conversation's state; reads what is missing before it. */
    message(message: WireMessage, conversation: ConversationSummary) {
      summary(conversation)
      const known = get().threads[message.conversationId]
      const isNew = !known?.messages.some(({ seq }) => seq === message.seq)
      // A thread nobody has opened yet is read as a whole when it is.
      if (!known && message.seq > 1) return isNew
      const { thread, gap } = mergeLive(known ?? emptyThread, message)
      set(({ threads }) => ({ threads: { ...threads, [message.conversationId]: thread } }))
      if (gap) load(message.conversationId).catch(() => {})
      return isNew
    },
  }
}
