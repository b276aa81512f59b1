import { computed, reactive } from 'vue'
import { useI18n } from 'vue-i18n'
import { type Upload, uploadFile } from './upload.ts'

/** A file on its way up. */
export interface Pending {
  key: number
  name: string
  size: number
  /** 0 to 1. */
  share: number
  done: Upload | null
  error: string | null
  cancel: () => void
}

const boxes = new Map<string, Pending[]>()
let made = 0

/** The files of a message being written; they stay with their conversation while the agent looks at another. */
export function useUploads(conversationId: string) {
  const { t } = useI18n()
  const pending = boxes.get(conversationId) ?? reactive<Pending[]>([])
  boxes.set(conversationId, pending)

  function add(files: Iterable<File>) {
    for (const file of files) {
      const abort = new AbortController()
      const entry = reactive<Pending>({
        key: ++made,
        name: file.name,
        size: file.size,
        share: 0,
        done: null,
        error: null,
        cancel: () => abort.abort(),
      })
      pending.push(entry)
      uploadFile(file, (share) => (entry.share = share), abort.signal).then(
        (done) => (entry.done = done),
        (cause: Error) => (entry.error = cause.message === 'network' ? t('ui.unreachable') : cause.message),
      )
    }
  }
  function remove(entry: Pending) {
    if (!entry.done) entry.cancel()
    pending.splice(pending.indexOf(entry), 1)
  }

  const ready = computed(() => pending.flatMap((entry) => entry.done ?? []))
  const busy = computed(() => pending.some((entry) => !entry.done && !entry.error))
  return { pending, add, remove, ready, busy, clear: () => pending.splice(0) }
}
