import type { WireAttachment, WireError } from '../protocol.ts'
import type { Core } from './core.ts'
import { newId } from './outbox/queue.ts'
import type { Upload } from './state.ts'
import { pause } from './stream/backoff.ts'
import { sizeLabel } from './text/time.ts'
import type { Translate } from './text/translate.ts'

type Outcome = { attachment: WireAttachment } | { status: number; message: string }

/** One PUT of the raw bytes. XMLHttpRequest, because fetch does not tell how far an upload is. */
function put(url: string, file: File, authorization: string, signal: AbortSignal, onProgress: (part: number) => void) {
  return new Promise<Outcome>((resolve) => {
    const request = new XMLHttpRequest()
    const end = () => {
      const body = request.response as (WireAttachment & Partial<WireError>) | null
      if (request.status >= 200 && request.status < 300 && body) resolve({ attachment: body })
      else resolve({ status: request.status, message: body?.error?.message ?? '' })
    }
    request.open('PUT', url)
    request.responseType = 'json'
    request.setRequestHeader('authorization', authorization)
    request.setRequestHeader('content-type', file.type || 'application/octet-stream')
    request.upload.onprogress = ({ loaded, total }) => onProgress(loaded / total)
    request.onloadend = end
    signal.addEventListener('abort', () => request.abort())
    request.send(file)
  })
}

/** Takes picked, pasted and dropped files, uploads them at once, and says at the field why one is not taken. */
export function createUploads({ host, wire, get, set, signal }: Core, t: () => Translate) {
  const change = (id: string, patch: Partial<Upload>) =>
    set(({ uploads }) => ({ uploads: uploads.map((one) => (one.id === id ? { ...one, ...patch } : one)) }))
  const wanted = (id: string) => get().uploads.some((one) => one.id === id)

  const upload = async ({ id, file }: Upload) => {
    const scope = signal()
    const url = `${host.address}files?name=${encodeURIComponent(file.name)}`
    while (wanted(id) && !scope.aborted) {
      const { authorization } = await wire.authorized().catch(() => ({ authorization: '' }))
      const outcome = await put(url, file, authorization, scope, (progress) => change(id, { progress }))
      if ('attachment' in outcome) return change(id, { attachment: outcome.attachment, progress: 1 })
      if (outcome.status && outcome.status < 500 && ![401, 408, 429].includes(outcome.status)) {
        return change(id, { error: outcome.message || t()('file.failed') })
      }
      if (outcome.status === 401) await wire.renew().catch(() => {})
      await pause(3000, scope)
    }
  }

  return {
    attach(files: File[]) {
      const { limits, locale } = get().config
      const small = files.filter((file) => file.size <= limits.attachmentBytes)
      const room = limits.attachmentsPerMessage - get().uploads.length
      const taken = small.slice(0, Math.max(0, room)).map((file): Upload => ({ id: newId(), file, progress: 0 }))
      let uploadError = ''
      if (small.length < files.length)
        uploadError = t()('file.large', { size: sizeLabel(limits.attachmentBytes, locale) })
      else if (taken.length < small.length) uploadError = t()('file.many', { count: limits.attachmentsPerMessage })
      set(({ uploads }) => ({ uploads: [...uploads, ...taken], uploadError }))
      for (const one of taken) void upload(one)
    },
    detach: (id: string) =>
      set(({ uploads }) => ({ uploads: uploads.filter((one) => one.id !== id), uploadError: '' })),
  }
}
