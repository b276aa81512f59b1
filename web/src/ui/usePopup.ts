import { computed, type Ref, ref, useId, watch } from 'vue'

/** A button and what it opens: the sheet is loaded when the pointer or the focus comes near, and shown once it is there. */
export function usePopup(open: Ref<boolean>, load: () => Promise<unknown>, triggerId?: string) {
  const id = triggerId ?? useId()
  const wanted = ref(false)
  const anchor = computed(() => (open.value || wanted.value ? document.getElementById(id) : null))
  const near = () => void load().then(() => (wanted.value = true))
  // Not before all of it is there: who opens it by keyboard comes to its first entry.
  watch(open, (now) => now && near(), { immediate: true })
  return { id, wanted, anchor, near, toggle: () => (open.value = !open.value) }
}
