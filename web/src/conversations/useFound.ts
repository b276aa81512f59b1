import { nextTick, type Ref, watch } from 'vue'

/**
 * Brings the message that a search found into view, once, as soon as the thread has been read that far back.
 * @param read reads as far back as a message, given by its number.
 * @param leaveEnd lets go of the end of the thread.
 */
export function useFound(
  box: Readonly<Ref<HTMLElement | null>>,
  at: () => number | null,
  read: (seq: number) => Promise<void>,
  leaveEnd: () => void,
) {
  watch(
    at,
    async (seq) => {
      if (!seq) return
      await read(seq)
      await nextTick()
      const message = box.value?.querySelector(`[data-seq="${seq}"]`)
      if (!message || seq !== at()) return
      leaveEnd()
      message.scrollIntoView({ block: 'center', behavior: 'instant' })
    },
    { immediate: true, flush: 'post' },
  )
}
