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
  /** It is to stand within the text, not beside it. */
  inline: boolean
  cancel: () => void
}

const boxes = new Map<string, Pending[]>()
let made = 0

/** The files of a message being written; they stay with their conversation while the agent looks at another. */
export function useUploads(conversationId: string) {
  const { t } = useI18n()
  const pending = boxes.get(conversationId) ?? reactive<Pending[]>([])
  boxes.set(conversationId, pending)

  /** Begins to upload files; `shown` is given each that is there, where it is to stand within the text. */
  function add(files: Iterable<File>, shown?: (file: Upload) => void) {
    for (const file of files) {
      const abort = new AbortController()
      const entry = reactive<Pending>({
        key: ++made,
        name: file.name,
        size: file.size,
        share: 0,
        done: null,
        error: null,
        inline: shown !== undefined,
        cancel: () => abort.abort(),
      })
      pending.push(entry)
      uploadFile(file, (share) => (entry.share = share), abort.signal).then(
        (done) => {
          entry.done = done
          shown?.(done)
        },
        (cause: Error) => (entry.error = cause.message === 'network' ? t('ui.unreachable') : cause.message),
      )
    }
  }
  function remove(entry: Pending) {
    if (!entry.done) entry.cancel()
    pending.splice(pending.indexOf(entry), 1)
  }

  /** Those beside the text, and those within it that are still on their way. */
  const beside = computed(() => pending.filter((entry) => !entry.inline || !entry.done))
  /** What goes with the text: the pictures within it only as long as they stand there. */
  const filesFor = (html: string | null) =>
    pending.flatMap(({ done, inline }) => (done && (!inline || html?.includes(`cid:${done.id}`)) ? [done] : []))
  const urlOf = (fileId: string) => pending.find(({ done }) => done?.id === fileId)?.done?.url ?? null
  const busy = computed(() => pending.some((entry) => !entry.done && !entry.error))
  return { beside, add, remove, filesFor, urlOf, busy, clear: () => pending.splice(0) }
}
