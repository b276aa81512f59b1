import { useEventListener } from '@vueuse/core'
import { ref, type Ref } from 'vue'
import { onBeforeRouteLeave, onBeforeRouteUpdate } from 'vue-router'

/** Asks before unsaved changes are left behind: `asking` shows the question, `answer` goes on or stays. */
export function useUnsavedGuard(dirty: Readonly<Ref<boolean>>) {
  const asking = ref(false)
  let settle: ((leave: boolean) => void) | undefined
  function ask() {
    if (!dirty.value) return true
    asking.value = true
    return new Promise<boolean>((resolve) => (settle = resolve))
  }
  function answer(leave: boolean) {
    asking.value = false
    settle?.(leave)
    settle = undefined
  }
  onBeforeRouteLeave(ask)
  onBeforeRouteUpdate(ask)
  useEventListener(window, 'beforeunload', (event) => {
    if (dirty.value) event.preventDefault()
  })
  return { asking, answer }
}
