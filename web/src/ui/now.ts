import { createSharedComposable, useIntervalFn } from '@vueuse/core'
import { shallowRef } from 'vue'

/** The present in milliseconds, kept current to half a minute for as long as something on the screen asks. */
export const useNow = createSharedComposable(() => {
  const now = shallowRef(Date.now())
  useIntervalFn(() => (now.value = Date.now()), 30_000)
  return now
})
