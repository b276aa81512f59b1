import { ref } from 'vue'

/** Whether there is something to show; what shows it is loaded then. */
export const toastsWanted = ref(false)

const ready = Promise.withResolvers<void>()

/** Called by what shows the notices, once it listens. */
export const toastsReady = (): void => ready.resolve()

async function sonner() {
  toastsWanted.value = true
  const [{ toast }] = await Promise.all([import('vue-sonner'), ready.promise])
  return toast
}

/** Tells that something was done; with `undo`, offers to take it back. */
export async function notify(text: string, undo?: { label: string; run: () => void }): Promise<void> {
  const toast = await sonner()
  toast(text, undo ? { action: { label: undo.label, onClick: undo.run }, duration: 8000 } : {})
}

/** Tells that something could not be done. */
export async function notifyFailure(text: string): Promise<void> {
  const toast = await sonner()
  toast.error(text, { duration: 8000 })
}
