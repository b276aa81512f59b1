import { computed, type Ref, ref, shallowRef, watch } from 'vue'
import { changedFields, copyOf, rebase } from './draft.ts'

/** A form's own copy of what is stored. It follows changes made elsewhere, except in fields that were touched here. */
export function useDraft<T extends object>(source: () => T) {
  const stored = shallowRef(copyOf(source()))
  const draft = ref(copyOf(source())) as Ref<T>
  const changes = computed(() => changedFields(stored.value, draft.value))
  const dirty = computed(() => Object.keys(changes.value).length > 0)
  function take(next: T) {
    draft.value = rebase(stored.value, next, draft.value)
    stored.value = copyOf(next)
  }
  watch(source, take)
  /** Throws away what was written. */
  const discard = () => (draft.value = copyOf(stored.value))
  /** Begins again from what was saved: the hub may have given it ids, or put it in order. */
  function adopt(saved: T) {
    stored.value = copyOf(saved)
    discard()
  }
  return { draft, changes, dirty, discard, adopt }
}
