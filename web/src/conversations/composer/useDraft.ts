import { useLocalStorage } from '@vueuse/core'
import { computed } from 'vue'

const place = (conversationId: string) => `switchboard.draft.${conversationId}`
const nothing = { note: false, reply: '', notes: '' }

/** Puts words that were called off back where they were written, before what has been written since. */
export function takeBack(conversationId: string, words: string): void {
  const draft = useLocalStorage(place(conversationId), { ...nothing }, { writeDefaults: false })
  const reply = [words, draft.value.reply].filter(Boolean).join('\n\n')
  draft.value = { ...draft.value, note: false, reply }
}

/** What is being written in a conversation, answer and note apart; kept in this browser until it is sent. */
export function useDraft(conversationId: string) {
  const draft = useLocalStorage(place(conversationId), { ...nothing }, { writeDefaults: false })
  const isNote = computed({
    get: () => draft.value.note,
    set: (note) => (draft.value = { ...draft.value, note }),
  })
  const body = computed({
    get: () => (draft.value.note ? draft.value.notes : draft.value.reply),
    set: (text) => (draft.value = { ...draft.value, [draft.value.note ? 'notes' : 'reply']: text }),
  })
  return { isNote, body }
}
