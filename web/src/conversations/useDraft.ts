import { useLocalStorage } from '@vueuse/core'
import { computed } from 'vue'

/** What is being written in a conversation, answer and note apart; kept in this browser until it is sent. */
export function useDraft(conversationId: string) {
  const draft = useLocalStorage(
    `switchboard.draft.${conversationId}`,
    { note: false, reply: '', notes: '' },
    { writeDefaults: false },
  )
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
