import type { StreamEvent } from '../protocol.ts'
import type { Core } from './core.ts'

/** Says at most every two seconds that the visitor types, and shows that an agent does. */
export function createTyping({ wire, get, set }: Core) {
  let saidAt = 0
  let saying = false
  let idle = 0
  let latest = ''
  let later = 0
  let theirs = 0

  const say = (typing: boolean) => {
    const id = get().currentId
    clearTimeout(later)
    later = 0
    saying = typing
    saidAt = Date.now()
    if (id)
      wire.call('POST', `conversations/${id}/typing`, { typing, preview: typing ? latest : undefined }).catch(() => {})
  }
  const stop = () => {
    clearTimeout(idle)
    if (saying) say(false)
  }
  return {
    /** The visitor's text changed. */
    type(text: string) {
      latest = text
      clearTimeout(idle)
      if (!text.trim()) return stop()
      idle = window.setTimeout(stop, 6000)
      later ||= window.setTimeout(() => say(true), Math.max(0, saidAt + 2000 - Date.now()))
    },
    sent() {
      clearTimeout(idle)
      clearTimeout(later)
      later = 0
      saying = false
    },
    hear({ conversationId, agent, typing }: Extract<StreamEvent, { type: 'typing' }>) {
      clearTimeout(theirs)
      set({ typing: typing ? { conversationId, agent } : null })
      if (typing) theirs = window.setTimeout(() => set({ typing: null }), 8000)
    },
  }
}
