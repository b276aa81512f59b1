import { reactive } from 'vue'
import { onChange } from './changes.ts'

/** Who is typing in a conversation: the customer when `name` is null. */
export interface Typist {
  name: string | null
  preview: string | null
}

const typists = reactive(new Map<string, Map<string, Typist>>())
const timers = new Map<string, ReturnType<typeof setTimeout>>()

onChange((change) => {
  if (change.__typename === 'MessageAdded') forget(change.conversation.id, change.message.agent?.id ?? 'contact')
  if (change.__typename !== 'TypingChanged') return
  const who = change.typist?.id ?? 'contact'
  if (!change.typing) return forget(change.conversationId, who)
  const there = typists.get(change.conversationId) ?? new Map<string, Typist>()
  there.set(who, { name: change.typist?.name ?? null, preview: change.preview })
  typists.set(change.conversationId, there)
  const key = `${change.conversationId} ${who}`
  clearTimeout(timers.get(key))
  timers.set(
    key,
    setTimeout(() => forget(change.conversationId, who), 6000),
  )
})

function forget(conversationId: string, who: string) {
  typists.get(conversationId)?.delete(who)
}

/** Whoever is typing in a conversation now, other than the viewer. */
export function typistsIn(conversationId: string, viewerId: string): Typist[] {
  return [...(typists.get(conversationId) ?? [])].filter(([who]) => who !== viewerId).map(([, typist]) => typist)
}
