import { fileTypeFromBuffer } from 'file-type'
import { pictures } from './picture.ts'

export const anyBytes = 'application/octet-stream'

/** What may be named as what it is. Everything else, markup above all, is bytes to be downloaded. */
const named = new Set([
  ...pictures,
  'application/pdf',
  'application/zip',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  'audio/mpeg',
  'audio/wav',
  'audio/ogg',
  'audio/mp4',
  'audio/x-m4a',
  'video/mp4',
  'video/webm',
  'video/quicktime',
])

/** What the browser may show by itself; a PDF is not among them, since it can carry scripts. */
const shown = new Set([...pictures, 'audio/mpeg', 'audio/wav', 'audio/ogg', 'audio/mp4', 'video/mp4', 'video/webm'])

/** What the content is by its bytes, whatever its name says. */
export async function contentTypeOf(bytes: Uint8Array): Promise<string> {
  const mime = (await fileTypeFromBuffer(bytes))?.mime.split(';')[0] ?? anyBytes
  return named.has(mime) ? mime : anyBytes
}

/** Whether it is shown in place; else it is only downloaded. */
export const isShown = (contentType: string): boolean => shown.has(contentType)
