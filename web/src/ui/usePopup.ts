import { computed, type Ref, ref, useId, watch } from 'vue'

/** A button and what it opens: the sheet is loaded when the pointer or the focus comes near, and shown once it is there. */
export function usePopup(open: Ref<boolean>, load: () => Promise<unknown>, triggerId?: string) {
  const id = triggerId ?? useId()
  const wanted = ref(false)
  watch(open, (now) => now && (wanted.value = true), { immediate: true })
  const anchor = computed(() => (open.value || wanted.value ? document.getElementById(id) : null))
  const near = () => void load().then(() => (wanted.value = true))
  return { id, wanted, anchor, near, toggle: () => (open.value = !open.value) }
}
