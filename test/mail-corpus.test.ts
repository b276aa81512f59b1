import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Understood } from '../server/src/channels/carried.ts'
import { htmlToText } from '../server/src/channels/email/read/html/to-text.ts'
import { readMail } from '../server/src/channels/email/read/read-mail.ts'
import { splitReply } from '../server/src/channels/email/read/text/split-reply.ts'

/** Other people's mail, with what it should be understood as; it is no part of the project. */
const folder = resolve(process.env['CORPUS_DIR'] ?? join(import.meta.dirname, '../../shared/data/email'))
const manifest = join(folder, 'manifest.json')
const there = existsSync(manifest)

interface Consensus {
  subject: string
  to: string[]
  from: string[]
  messageId: string
  text: string
  attachmentCount: Record<string, number>
}
interface Entry {
  file: string
  expected: {
    trimmed?: string
    replyTextIgnoringWhitespace?: string
    kind?: string
    recipients?: { status: string }[]
    upstream?: { kind?: string; to?: string[]; text?: string }
    consensus?: Consensus
  }
}

const entries: Entry[] = there ? JSON.parse(readFileSync(manifest, 'utf8')) : []
const of = (...classes: string[]) => entries.filter(({ file }) => classes.includes(file.split('/')[0] ?? ''))
const textOf = (file: string) => readFileSync(join(folder, file), 'utf8')

/** How a line is compared: spaces at its end say nothing. */
const linesOf = (text: string) => text.split('\n').map((line) => line.trimEnd())
const same = (text: string) => linesOf(text).join('\n').trim()
const unspaced = (text: string) => text.replace(/\s+/g, '')

const files = new Map<string, number>()
async function understand(file: string): Promise<Understood> {
  const raw = readFileSync(join(folder, file))
  let count = 0
  const keepFile = async ({ content }: { content: AsyncIterable<Uint8Array> }) => {
    for await (const _ of content);
    return String(++count)
  }
  const understood = await readMail({ size: raw.length, open: async () => chunks(raw) }, { keepFile, ownAddresses: [] })
  files.set(file, count)
  return understood
}
async function* chunks(raw: Buffer) {
  yield raw
}

function kindOf({ consents, receipts, message }: Understood): string {
  if (consents) return 'complaint'
  if (receipts) return receipts.every(({ state }) => state === 'delivered') ? 'delivered' : 'bounce'
  return message?.content?.automatic ? 'auto-reply' : 'not-a-bounce'
}

const say = (what: string, all: number, wrong: string[]) =>
  process.stdout.write(
    `corpus: ${all - wrong.length} of ${all} ${what}${wrong.length > 0 ? `, not ${wrong.join(', ')}` : ''}\n`,
  )

if (!there) process.stdout.write(`corpus: there is none at ${folder}; set CORPUS_DIR to try the mail there\n`)

describe.skipIf(!there)('the corpus of mail', () => {
  const understood = new Map<string, Understood>()
  beforeAll(async () => {
    for (const { file } of of('bounce', 'mime', 'helpdesk')) understood.set(file, await understand(file))
  })
  const get = (file: string) => understood.get(file) ?? {}

  it('has replies whose new words are found', () => {
    const replies = of('reply').map(({ file, expected }) => ({
      file,
      wanted: expected.trimmed ?? '',
      body: splitReply(textOf(file)).body,
    }))
    const wrong = replies.filter(({ wanted, body }) => same(body) !== same(wanted)).map(({ file }) => file)
    say('replies exact', replies.length, wrong)
    const dropped = replies.filter(({ wanted, body }) => {
      const kept = new Set(linesOf(body).map((line) => line.trim()))
      return linesOf(wanted).some((line) => !kept.has(line.trim()) && line.trim() !== '')
    })
    expect(dropped.map(({ file }) => file)).toEqual([])
    expect(wrong.length / replies.length).toBeLessThanOrEqual(0.15)
  })

  it('has replies in HTML whose new words are found', () => {
    const pages = of('reply-html')
    const wrong = pages.filter(({ file, expected }) => {
      const page = htmlToText(textOf(file))
      return unspaced(splitReply(page.text, page).body) !== unspaced(expected.replyTextIgnoringWhitespace ?? '')
    })
    say(
      'replies in HTML',
      pages.length,
      wrong.map(({ file }) => file),
    )
    expect(wrong).toEqual([])
  })

  it('has bounces, complaints and automatic replies, each understood as what it is', () => {
    const wrong = of('bounce').filter(({ file, expected }) => kindOf(get(file)) !== expected.kind)
    say(
      'kinds of bounces',
      of('bounce').length,
      wrong.map(({ file }) => file),
    )
    const coded = of('bounce').filter(({ file }) => get(file).receipts)
    // The last number of a status that its makers made up is 900 or more.
    const miscoded = coded.filter(({ file, expected }) =>
      (expected.recipients ?? []).some(({ status }, n) => {
        const receipt = get(file).receipts?.[n]
        return receipt && receipt.code !== status && !/\.9\d\d$/.test(status)
      }),
    )
    say(
      'bounces with the right code',
      coded.length,
      miscoded.map(({ file }) => file),
    )
    expect(wrong.map(({ file }) => `${file}: ${kindOf(get(file))}`)).toEqual([])
  })

  it('has badly made mail, whose subject, text and files are read', () => {
    const mails = of('mime', 'helpdesk')
    const messages = mails.filter(({ file, expected }) => expected.upstream?.kind !== 'bounce' && get(file).message)
    const parts: [string, (entry: Entry) => boolean][] = [
      [
        'subjects',
        ({ file, expected }) => sameSigns(get(file).message?.content?.subject ?? '', expected.consensus?.subject ?? ''),
      ],
      ['texts', ({ file, expected }) => holds(get(file), expected.upstream?.text ?? expected.consensus?.text ?? '')],
      [
        'numbers of files',
        ({ file, expected }) => Object.values(expected.consensus?.attachmentCount ?? {}).includes(files.get(file) ?? 0),
      ],
      [
        'recipients',
        ({ file, expected }) => sameAddresses(get(file), expected.upstream?.to ?? expected.consensus?.to ?? []),
      ],
      [
        'ids',
        ({ file, expected }) => (get(file).message?.reference ?? '<>').slice(1, -1) === expected.consensus?.messageId,
      ],
    ]
    const wrong = parts.flatMap(([what, right]) => {
      const failed = messages.filter((entry) => !right(entry)).map(({ file }) => file)
      say(`${what} of mail`, messages.length, failed)
      return failed.map((file) => `${what}: ${file}`)
    })
    expect(
      mails.filter(({ expected }) => expected.upstream?.kind === 'bounce').map(({ file }) => kindOf(get(file))),
    ).not.toContain('not-a-bounce')
    expect(wrong).toEqual([])
  })
})

/** The other parsers give up on bytes in no charset; what they could not read may be anything. */
function sameSigns(text: string, wanted: string): boolean {
  const readable = wanted.split('\ufffd').filter(Boolean)
  return wanted.includes('\ufffd') ? readable.every((piece) => text.includes(piece)) : text === wanted
}

const sameAddresses = ({ message }: Understood, wanted: string[]) =>
  JSON.stringify(message?.content?.to.map(({ address }) => address)) ===
  JSON.stringify(wanted.map((address) => address.toLowerCase()))

/** Every word is in the new words or in what is quoted; the last may have been cut. */
function holds({ message }: Understood, wanted: string): boolean {
  const words = new Map<string, number>()
  for (const word of `${message?.body} ${message?.content?.quoted ?? ''}`.split(/\s+/))
    words.set(word, (words.get(word) ?? 0) + 1)
  const missing = wanted
    .split(/\s+/)
    .filter(Boolean)
    .filter((word) => {
      words.set(word, (words.get(word) ?? 0) - 1)
      return (words.get(word) ?? 0) < 0
    })
  return (
    missing.length === 0 ||
    (missing.length === 1 && wanted.trimEnd().endsWith(missing[0] ?? '') && wanted.length >= 400)
  )
}
