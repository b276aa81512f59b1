import type { Core } from './core.ts'
import { current } from './state.ts'
import type { ChatState } from './state.ts'
import type { Translate } from './text/translate.ts'

/** Tells the hub what the visitor has in front of them, and keeps the number on the launcher. */
export function watchSeen(
  { get, set, subscribe, wire, host, signal }: Core,
  destroyed: AbortSignal,
  t: () => Translate,
) {
  const delivered: Record<string, number> = {}

  const look = () => {
    const state = get()
    const conversation = current(state)
    if (!conversation || !state.open || state.view !== 'thread' || document.visibilityState !== 'visible') return
    const last = state.threads[conversation.id]?.messages.findLast(({ author }) => author !== 'visitor')
    if (!last || last.seq <= conversation.visitorSeenSeq) return
    const seen = { ...conversation, visitorSeenSeq: last.seq, unread: 0 }
    set({ conversations: state.conversations.map((one) => (one === conversation ? seen : one)) })
    wire.call('POST', `conversations/${conversation.id}/seen`, { seq: last.seq }).catch(() => {})
  }
  const tell = (conversationId: string, scope: AbortSignal) => {
    const seq = delivered[conversationId]
    delete delivered[conversationId]
    if (!scope.aborted) wire.call('POST', `conversations/${conversationId}/delivered`, { seq }).catch(() => {})
  }
  const count = (state: ChatState) => state.conversations.reduce((sum, { unread }) => sum + unread, 0)

  subscribe((state, before) => {
    const unread = count(state)
    if (unread !== count(before) || state.config !== before.config)
      host.unread(unread, t()('unread', { count: unread }))
    if (state.open !== before.open || state.view !== before.view || state.threads !== before.threads)
      queueMicrotask(look)
  })
  document.addEventListener('visibilitychange', look, { signal: destroyed })

  return {
    /** A message of an agent reached this browser. */
    delivered(conversationId: string, seq: number) {
      // A burst is told once, by its last.
      if (!delivered[conversationId]) setTimeout(tell, 300, conversationId, signal())
      delivered[conversationId] = Math.max(seq, delivered[conversationId] ?? 0)
    },
  }
}
