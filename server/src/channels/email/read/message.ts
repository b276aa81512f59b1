import type { IncomingMessage, KeepFile } from '../../carried.ts'
import { evidenceIn } from './evidence.ts'
import { createFiles, type FileLimits } from './files.ts'
import { contentIdOf } from './html/sanitise.ts'
import { automaticReason } from './machine/automatic.ts'
import { mailboxesIn } from './mime/addresses.ts'
import { first, idsIn, readable, type Headers } from './mime/headers.ts'
import type { OpenPart } from './mime/parts.ts'
import { isVerified, senderOf } from './sender.ts'
import { isText, readText, type MailText } from './texts.ts'
import { wordsOf } from './words.ts'

const longestSubject = 500

/** What reading a message needs. */
export interface MessageDeps {
  keepFile: KeepFile
  limits: FileLimits
  /** The name by which the mail server that we trust signs its results; null when there is none. */
  trustedServer: string | null
}

/** Reads a mail that is for people. @throws Error when it names no sender: nobody could be answered. */
export async function readMessage(
  headers: Headers,
  parts: AsyncIterable<OpenPart>,
  { keepFile, limits, trustedServer }: MessageDeps,
): Promise<IncomingMessage> {
  const from = senderOf(headers)
  if (!from) throw new Error('The mail names no sender, so it belongs to nobody and cannot be answered.')
  const files = createFiles(keepFile, limits)
  const texts = await readParts(parts, (open, shown) => files.keep(open, shown))
  const subject = readable(headers, 'subject').slice(0, longestSubject) || null
  const words = wordsOf(texts, subject ?? '', files.contentIds)
  return {
    identity: { kind: 'email', value: from.address, verified: isVerified(headers, from, trustedServer) },
    name: from.name,
    body: words.body,
    content: {
      subject,
      html: words.html,
      quoted: words.quoted,
      from,
      replyTo: mailboxesIn(headers, 'reply-to').find(({ address }) => address !== from.address) ?? null,
      to: mailboxesIn(headers, 'to'),
      cc: mailboxesIn(headers, 'cc'),
      bcc: mailboxesIn(headers, 'bcc'),
      automatic: automaticReason(headers),
    },
    reference: idsIn(first(headers, 'message-id'))[0] ?? null,
    evidence: evidenceIn(headers),
    fileIds: files.ids,
    warnings: [...words.warnings, ...files.warnings],
    sentAt: dateOf(first(headers, 'date')),
  }
}

/** Reads the texts and keeps the rest as files, each as it comes. */
async function readParts(
  parts: AsyncIterable<OpenPart>,
  keep: (open: OpenPart, shown: boolean) => Promise<void>,
): Promise<MailText[]> {
  const texts: MailText[] = []
  const shown = new Set<string>()
  for await (const open of parts) {
    if (open.part.boundary !== '' || open.part.type.startsWith('multipart/')) continue
    if (!isText(open.part, texts)) {
      await keep(open, open.part.contentId !== null && shown.has(open.part.contentId))
      continue
    }
    const text = await readText(open)
    texts.push(text)
    if (text.html)
      for (const [address] of text.text.matchAll(/\bcid:[^"'\s>)]{1,300}/gi)) shown.add(contentIdOf(address))
  }
  return texts
}

/** When the mail says that it was written; null when that is no date. */
function dateOf(value: string): Date | null {
  const time = Date.parse(value.replace(/\([^()]*\)/g, ' ').trim())
  return Number.isNaN(time) || time <= 0 || time > 4e12 ? null : new Date(time)
}
