import * as v from 'valibot'
import type { CarriedConfig, KeepFile, RawItem, Receipt, Understood } from '../carried.ts'
import { mayBeAnswered, tooLargeWords } from './too-large.ts'

/** A mail to be read. */
export interface MailSource {
  receivedAt: Date
  size: number
  open(): Promise<AsyncIterable<Uint8Array>>
}

/** Reads a mail: everything that needs no connection. */
export type ReadMail = (
  source: MailSource,
  reading: { channel: CarriedConfig; keepFile: KeepFile },
) => Promise<Understood>

/** How mails are read, and the largest that is taken, in bytes. */
export interface Reading {
  readMail: ReadMail
  largest: number
}

const tooLargePayload = v.object({ tooLarge: v.number(), headers: v.string() })
const unreadable = v.object({ unreadable: v.string() })
const refused = v.object({
  refused: v.object({
    providerId: v.string(),
    address: v.string(),
    code: v.string(),
    forGood: v.boolean(),
    words: v.string(),
  }),
})

/**
 * Says what an item is: a mail, the headers of one that was too large, word of one that could not be had, or of a
 * recipient that a mail server refused. @throws Error for what could not be had, so that it is kept and shown.
 */
export async function understand(
  { readMail, largest }: Reading,
  channel: CarriedConfig,
  item: RawItem,
  keepFile: KeepFile,
): Promise<Understood> {
  const { payload } = item
  if (v.is(unreadable, payload)) throw new Error(payload.unreadable)
  if (v.is(refused, payload)) return { receipts: [receiptOf(payload.refused)] }
  if (v.is(tooLargePayload, payload)) {
    const understood = await readMail(headersOnly(item, payload.headers), { channel, keepFile })
    return oversized(understood, payload, () => tooLargeWords(channel.brand.locale, payload.tooLarge, largest))
  }
  return readMail(item, { channel, keepFile })
}

function headersOnly({ receivedAt }: RawItem, headers: string): MailSource {
  // Without its type it is plain text: there are no parts to look for.
  const kept = headers.replaceAll(/^content-[a-z-]+:.*(?:\r?\n[ \t].*)*\r?\n?/gim, '')
  const bytes = Buffer.from(`${kept.trimEnd()}\r\n\r\n`, 'latin1')
  return {
    receivedAt,
    size: bytes.length,
    async open() {
      return (async function* () {
        yield bytes
      })()
    },
  }
}

function oversized(
  understood: Understood,
  { tooLarge, headers }: v.InferOutput<typeof tooLargePayload>,
  words: () => string,
): Understood {
  const { message } = understood
  if (!message) return understood
  const megabytes = Math.ceil(tooLarge / 1_000_000)
  const warning = `This mail has ${megabytes} MB, more than is taken. Only who sent it and its subject are known.`
  const tellSender = mayBeAnswered(headers) ? { tellSender: { kind: 'a mail over the limit', body: words() } } : {}
  return { ...understood, message: { ...message, ...tellSender, warnings: [...message.warnings, warning] } }
}

/** The mail went out to its other recipients: it stays sent, and says whom it did not reach. */
const receiptOf = ({
  providerId,
  address,
  code,
  forGood,
  words,
}: v.InferOutput<typeof refused>['refused']): Receipt => ({
  providerId,
  state: 'sent',
  reason: words,
  code,
  badAddress: forGood ? address : null,
})
