import { nextTick, ref, type Ref, watch } from 'vue'

/** Keeps a thread at its end while the reader is there, and in its place while they read what is above. */
export function useStickyScroll(
  box: Readonly<Ref<HTMLElement | null>>,
  first: Ref<string | undefined>,
  last: Ref<string | undefined>,
) {
  const atEnd = ref(true)
  const unseen = ref(0)
  let lastTop = 0

  function toEnd(smooth = false) {
    unseen.value = 0
    box.value?.scrollTo({ top: box.value.scrollHeight, behavior: smooth ? 'smooth' : 'instant' })
  }
  function scrolled() {
    const element = box.value
    if (!element) return
    const near = element.scrollHeight - element.scrollTop - element.clientHeight < 60
    // Only the reader leaves the end, by scrolling up; a picture that grows does not.
    if (near || element.scrollTop < lastTop - 1) atEnd.value = near
    lastTop = element.scrollTop
    if (atEnd.value) unseen.value = 0
  }

  watch(
    [first, last],
    async ([newFirst, newLast], [oldFirst, oldLast]) => {
      const element = box.value
      const height = element?.scrollHeight ?? 0
      const top = element?.scrollTop ?? 0
      await nextTick()
      if (element && newFirst !== oldFirst && newLast === oldLast)
        element.scrollTop = top + element.scrollHeight - height
      else if (atEnd.value) toEnd()
      else if (newLast !== oldLast) unseen.value++
    },
    { flush: 'pre' },
  )
  return { atEnd, unseen, toEnd, leaveEnd: () => (atEnd.value = false), scrolled }
}
