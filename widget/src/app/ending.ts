import type { ConversationSummary } from '../protocol.ts'
import type { Core } from './core.ts'

/** Ending a conversation, rating it, and taking its text home. */
export function createEnding({ wire, host, get }: Core, summary: (next: ConversationSummary) => void) {
  return {
    async end(id: string) {
      summary(await wire.call<ConversationSummary>('POST', `conversations/${id}/end`))
    },
    async rate(id: string, score: number, comment: string) {
      const body = { score, comment: comment.trim() || undefined }
      summary(await wire.call<ConversationSummary>('POST', `conversations/${id}/rating`, body))
      host.emit('rating', { conversationId: id, score })
    },
    async transcript(id: string) {
      const url = `${host.address}conversations/${id}/transcript?locale=${get().config.locale}`
      const answer = await fetch(url, { headers: await wire.authorized(), credentials: 'omit' })
      if (!answer.ok) return
      const link = document.createElement('a')
      link.href = URL.createObjectURL(await answer.blob())
      link.download = `chat-${new Date().toISOString().slice(0, 10)}.txt`
      link.click()
      setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
    },
  }
}
