import { onMounted, ref, shallowRef, watch, type Component, type Ref } from 'vue'

/**
 * The editor for mail, which is loaded late: plain words are written in the meantime, and stay so until they are sent when
 * somebody has begun with them.
 */
export function useLetterEditor(body: Ref<string>, wanted: () => boolean, area: Ref<HTMLTextAreaElement | null>) {
  const LetterEditor = shallowRef<Component | null>(null)
  const ready = ref(false)
  /** The cursor stood in the plain words when the editor took their place. */
  const focused = ref(false)
  async function load() {
    LetterEditor.value ??= (await import('./letter/LetterEditor.vue')).default
    const writing = document.activeElement === area.value
    if (writing && body.value !== '') return
    focused.value = writing
    ready.value = true
  }
  onMounted(() => watch(wanted, (now) => now && void load(), { immediate: true }))
  watch(body, (now) => {
    if (now === '' && LetterEditor.value) ready.value = true
  })
  return { LetterEditor, ready, focused }
}
