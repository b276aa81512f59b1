import type { KeepFile, Understood } from '../../carried.ts'
import type { FileLimits } from './files.ts'
import { loopReason } from './machine/loop.ts'
import { readReport } from './machine/report.ts'
import { mayBeReport, understandReport } from './machine/understand-report.ts'
import { readMessage } from './message.ts'
import type { Headers } from './mime/headers.ts'
import { partsOf } from './mime/parts.ts'
import type { Piece } from './mime/pieces.ts'
import { splitMail } from './mime/split.ts'

/** A raw mail: its bytes from the beginning, each time it is opened. */
export interface MailSource {
  size: number
  open(): Promise<AsyncIterable<Uint8Array>>
}

export interface MailDeps {
  keepFile: KeepFile
  /** The addresses of our mailboxes: mail from them is our own. */
  ownAddresses: readonly string[]
  /** What our own mail carries in `X-Switchboard`; null when it carries nothing. */
  instanceId?: string | null
  /** The name by which our mail server signs Authentication-Results; null: no sender counts as verified. */
  trustedServer?: string | null
  limits?: FileLimits
}

const usualLimits: FileLimits = { count: 50, size: 25 * 1024 * 1024 }

/**
 * Says what a mail is. Files flow into `keepFile` while the mail is read, which is never held whole; a mail that may be
 * a bounce is first read for what it reports, and only if it is none a second time, as a message.
 * A receipt's `providerId` is the token of the return path (`+b…`), else the Message-ID with brackets, else empty.
 * @throws Error when it names no sender, or when a file cannot be kept.
 */
export async function readMail(source: MailSource, deps: MailDeps): Promise<Understood> {
  const mail = await openMail(source)
  try {
    const ignored = loopReason(mail.headers, deps.ownAddresses, deps.instanceId ?? null)
    if (ignored) return { ignored }
    if (!mayBeReport(mail.headers)) return { message: await messageIn(mail, deps) }
    const understood = understandReport(await readReport(mail.headers, partsOf(mail.pieces)))
    if (understood) return understood
  } finally {
    await mail.pieces.return?.(undefined)
  }
  return { message: await messageIn(await openMail(source), deps) }
}

interface OpenMail {
  headers: Headers
  pieces: AsyncIterator<Piece>
}

/** Reads as far as the headers. */
async function openMail(source: MailSource): Promise<OpenMail> {
  const read = splitMail(await source.open())
  const first = await read.next()
  if (first.done || !('part' in first.value)) throw new Error('The mail is empty.')
  return { headers: first.value.part.headers, pieces: startingWith(first.value, read) }
}

async function* startingWith(first: Piece, rest: AsyncGenerator<Piece>): AsyncGenerator<Piece> {
  yield first
  yield* rest
}

const messageIn = ({ headers, pieces }: OpenMail, { keepFile, limits = usualLimits, trustedServer = null }: MailDeps) =>
  readMessage(headers, partsOf(pieces), { keepFile, limits, trustedServer })
