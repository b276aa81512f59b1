import { toast } from 'vue-sonner'

/** Tells that something was done; with `undo`, offers to take it back. */
export function notify(text: string, undo?: { label: string; run: () => void }): void {
  toast(text, undo ? { action: { label: undo.label, onClick: undo.run }, duration: 8000 } : {})
}

/** Tells that something could not be done. */
export function notifyFailure(text: string): void {
  toast.error(text, { duration: 8000 })
}
