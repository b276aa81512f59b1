import { InfectedError, TooLargeError } from '../../../errors.ts'
import type { KeepFile } from '../../carried.ts'
import { decodeWords } from 'postal-mime'
import type { Part } from './mime/part.ts'
import type { OpenPart } from './mime/parts.ts'

/** How many files one mail may bring, and how big each may be, in bytes. */
export interface FileLimits {
  count: number
  size: number
}

/** The files of a mail while it is read. */
export interface MailFiles {
  ids: string[]
  /** Of the files that were kept, to show them within the HTML. */
  contentIds: Set<string>
  /** What was left out, in words. */
  warnings: string[]
  /** Streams one file into the store; `shown`: the HTML shows it. */
  keep(open: OpenPart, shown: boolean): Promise<void>
}

/** Takes the files of one mail. Those over a limit are left out, and said. */
export function createFiles(keepFile: KeepFile, limits: FileLimits): MailFiles {
  const ids: string[] = []
  const contentIds = new Set<string>()
  const warnings: string[] = []
  let count = 0

  async function keep({ part, content }: OpenPart, shown: boolean) {
    const name = nameOf(part, ++count)
    if (count > limits.count) {
      if (count === limits.count + 1)
        warnings.push(`The mail has more than ${limits.count} files: the others were left out.`)
      return
    }
    const limited = atMost(content, limits.size)
    const { contentId } = part
    const kept = await outcome(keepFile({ name, contentId, inline: shown && contentId !== null, content: limited }))
    if ('why' in kept) {
      warnings.push(`The file “${name}” was left out. ${kept.why}`)
      return
    }
    const { id } = kept
    ids.push(id)
    if (contentId) contentIds.add(contentId)
  }
  return { ids, contentIds, warnings, keep }
}

const tooBig = { why: 'It is bigger than is allowed.' }

async function outcome(kept: Promise<string | null>): Promise<{ id: string } | { why: string }> {
  try {
    const id = await kept
    return id === null ? tooBig : { id }
  } catch (error) {
    if (error instanceof TooLargeError) return tooBig
    if (error instanceof InfectedError) return { why: error.message }
    throw error
  }
}

async function* atMost(content: AsyncIterable<Buffer>, size: number): AsyncGenerator<Buffer> {
  let seen = 0
  for await (const bytes of content) {
    seen += bytes.length
    if (seen > size) throw new TooLargeError('file', 'This file is too big.')
    yield bytes
  }
}

const endings: Record<string, string> = {
  'message/rfc822': 'eml',
  'text/calendar': 'ics',
  'text/plain': 'txt',
  'text/html': 'html',
  'text/csv': 'csv',
  'image/jpeg': 'jpg',
  'image/svg+xml': 'svg',
  'audio/mpeg': 'mp3',
  'application/octet-stream': 'bin',
  'application/ms-tnef': 'dat',
}

/** The name that the mail gives a file, without folders and signs that cannot be shown; else one by its kind. */
function nameOf(part: Part, number: number): string {
  const given = decodeWords(part.fileName)
    .replace(/^.*[\\/]/s, '')
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cn}<>:"|?*]/gu, '')
    .trim()
    .replace(/^\.+/, '')
  if (given !== '') return shortened(given)
  const kind = part.type === 'message/rfc822' ? 'message' : 'file'
  const ending = endings[part.type] ?? /\/(?:x-)?([a-z0-9]{1,8})$/.exec(part.type)?.[1] ?? 'bin'
  return `${kind}-${number}.${ending}`
}

function shortened(name: string): string {
  const ending = /\.[^.]{1,10}$/.exec(name)?.[0] ?? ''
  return [...name].length <= 150 ? name : [...name].slice(0, 150 - ending.length).join('') + ending
}
