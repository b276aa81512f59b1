import { useLocalStorage } from '@vueuse/core'
import { computed } from 'vue'
import { asParagraphs } from './letter/plain.ts'

const place = (conversationId: string) => `switchboard.draft.${conversationId}`
/** Answer and note; `html` is the answer with its formatting, where it has any. */
const nothing = { note: false, reply: '', notes: '', html: null as string | null }

const draftOf = (conversationId: string) =>
  useLocalStorage(place(conversationId), { ...nothing }, { writeDefaults: false, mergeDefaults: true })

/** Puts words that were called off back where they were written, before what has been written since. */
export function takeBack(conversationId: string, words: { text: string; html: string | null }): void {
  const draft = draftOf(conversationId)
  const { reply: since, html: sinceHtml } = draft.value
  const rich = words.html ?? sinceHtml
  const before = words.html ?? asParagraphs(words.text)
  const after = sinceHtml ?? (since === '' ? '' : asParagraphs(since))
  const reply = [words.text, since].filter(Boolean).join('\n\n')
  draft.value = { ...draft.value, note: false, reply, html: rich === null ? null : before + after }
}

/** What is being written in a conversation, answer and note apart; kept in this browser until it is sent. */
export function useDraft(conversationId: string) {
  const draft = draftOf(conversationId)
  const isNote = computed({
    get: () => draft.value.note,
    set: (note) => (draft.value = { ...draft.value, note }),
  })
  const body = computed({
    get: () => (draft.value.note ? draft.value.notes : draft.value.reply),
    set: (text) =>
      (draft.value = { ...draft.value, ...(draft.value.note ? { notes: text } : { reply: text, html: null }) }),
  })
  const html = computed({
    get: () => draft.value.html,
    set: (rich) => (draft.value = { ...draft.value, html: rich }),
  })
  return { isNote, body, html }
}
