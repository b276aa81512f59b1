/** A file as the hub keeps it. */
export interface Upload {
  id: string
  name: string
  contentType: string
  size: number
  url: string
  thumbnailUrl: string | null
}

/**
 * Uploads a file.
 * @param onProgress told the share that has gone out, 0 to 1
 * @throws Error in words for the agent; an aborted upload rejects with an empty message
 */
export function uploadFile(file: File, onProgress: (share: number) => void, signal: AbortSignal): Promise<Upload> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('PUT', `/files?name=${encodeURIComponent(file.name)}`)
    request.setRequestHeader('content-type', file.type || 'application/octet-stream')
    request.upload.addEventListener('progress', (event) => onProgress(event.loaded / (event.total || 1)))
    request.addEventListener('load', () => {
      const answer = parse(request.responseText)
      if (request.status < 300 && answer?.id) resolve(answer as Upload)
      else reject(new Error(answer?.error?.message ?? `${request.status}`))
    })
    request.addEventListener('error', () => reject(new Error('network')))
    request.addEventListener('abort', () => reject(new Error('')))
    signal.addEventListener('abort', () => request.abort())
    request.send(file)
  })
}

function parse(text: string): (Partial<Upload> & { error?: { message: string } }) | null {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** Bytes in the largest unit that keeps them above one: 3.4 MB. */
export function fileSize(bytes: number, locale: string): string {
  const units = ['B', 'kB', 'MB', 'GB']
  const step = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3))
  return `${(bytes / 1000 ** step).toLocaleString(locale, { maximumFractionDigits: 1 })} ${units[step]}`
}
