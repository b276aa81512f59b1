import { headersOf } from '../addresses.ts'
import type { StoredMail } from '../mailboxes.ts'
import type { Token } from './command.ts'

/** What a mail answers to the items of a FETCH, as bytes. @throws Error for what this server does not know. */
export function fetched(mail: StoredMail, tokens: Token[], byUid: boolean): Buffer {
  const items = tokens.flat().map(String)
  const wanted = byUid && !items.some((item) => item.toUpperCase() === 'UID') ? ['UID', ...items] : items
  const parts = wanted.map((item) => answerTo(mail, item))
  return Buffer.concat(parts.flatMap((part, index) => (index === 0 ? [part] : [Buffer.from(' '), part])))
}

const section = /^(?:BODY(?:\.PEEK)?\[(.*)\](?:<(\d+)\.(\d+)>)?|(RFC822)(\.HEADER|\.TEXT)?)$/i

function answerTo(mail: StoredMail, item: string): Buffer {
  const name = item.toUpperCase()
  if (name === 'UID') return Buffer.from(`UID ${mail.uid}`)
  if (name === 'FLAGS') return Buffer.from(`FLAGS (${[...mail.flags].join(' ')})`)
  if (name === 'RFC822.SIZE') return Buffer.from(`RFC822.SIZE ${mail.raw.length}`)
  if (name === 'INTERNALDATE') return Buffer.from(`INTERNALDATE "${dateOf(mail.receivedAt)}"`)
  const found = section.exec(item)
  if (!found) throw new Error(`This server cannot fetch ${item}`)
  const [, part = found[5]?.slice(1) ?? '', start, length] = found
  // Reading a mail marks it as read, unless it is only peeked at.
  if (/^(BODY\[|RFC822$|RFC822\.TEXT)/i.test(item)) mail.flags.add(String.raw`\Seen`)
  const whole = partOf(mail.raw, part.toUpperCase())
  const bytes = start === undefined ? whole : whole.subarray(Number(start), Number(start) + Number(length))
  const label = found[4] ? name : `BODY[${part}]${start === undefined ? '' : `<${start}>`}`
  return Buffer.concat([Buffer.from(`${label} {${bytes.length}}\r\n`), bytes])
}

function partOf(raw: Buffer, part: string): Buffer {
  const head = headersOf(raw).length
  const body = /^\r?\n\r?\n/.exec(raw.subarray(head, head + 4).toString('latin1'))?.[0].length ?? 0
  if (part === '') return raw
  if (part === 'HEADER') return raw.subarray(0, head + body)
  if (part === 'TEXT') return raw.subarray(head + body)
  throw new Error(`This server cannot fetch the part ${part}`)
}

const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')
const two = (number: number) => String(number).padStart(2, '0')

function dateOf(date: Date): string {
  const day = `${two(date.getUTCDate())}-${months[date.getUTCMonth()]}-${date.getUTCFullYear()}`
  return `${day} ${[date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()].map(two).join(':')} +0000`
}
