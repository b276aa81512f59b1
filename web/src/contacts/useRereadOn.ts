import { useDebounceFn } from '@vueuse/core'
import { onScopeDispose } from 'vue'
import { type Change, onChange } from '../live/changes.ts'

/** Reads a list again, at most once a second, when a live change concerns it. */
export function useRereadOn(concerns: (change: Change) => boolean, reread: () => unknown): void {
  const soon = useDebounceFn(() => void reread(), 1000, { maxWait: 1000 })
  onScopeDispose(onChange((change) => void (concerns(change) && soon())))
}
