import { describe, expect, it } from 'vitest'
import type { CarriedConfig, IncomingMessage, RawItem } from '../carried.ts'
import { understand, type ReadMail } from './understand.ts'

const channel = { id: 'c1', brand: { locale: 'de-AT' } } as CarriedConfig
const largest = 36_000_000
const keepFile = async () => null
const message = { body: '', warnings: ['An old format.'] } as unknown as IncomingMessage

function itemOf(payload: RawItem['payload'], raw = ''): RawItem {
  return {
    id: 'i1',
    externalId: '<a@b>#1',
    receivedAt: new Date(),
    payload,
    size: raw.length,
    async open() {
      return (async function* () {
        yield Buffer.from(raw)
      })()
    },
  }
}

/** Remembers what it was given to read. */
function reader() {
  const read: string[] = []
  const readMail: ReadMail = async (source) => {
    let text = ''
    for await (const chunk of await source.open()) text += Buffer.from(chunk).toString('latin1')
    read.push(text)
    return { message }
  }
  return { read, readMail }
}

describe('what an item of a mailbox is', () => {
  it('is what the mail says, when it is a mail', async () => {
    const { read, readMail } = reader()
    expect(
      await understand({ readMail, largest }, channel, itemOf(null, 'Subject: Hi\r\n\r\nHello'), keepFile),
    ).toEqual({ message })
    expect(read).toEqual(['Subject: Hi\r\n\r\nHello'])
  })

  it('is its headers with a warning, when it was too large', async () => {
    const { read, readMail } = reader()
    const headers = 'From: a@b\r\nContent-Type: multipart/mixed;\r\n boundary=x\r\nSubject: My film'
    const understood = await understand(
      { readMail, largest },
      channel,
      itemOf({ tooLarge: 48_200_000, headers }),
      keepFile,
    )
    expect(read).toEqual(['From: a@b\r\nSubject: My film\r\n\r\n'])
    expect(understood.message?.warnings).toEqual(['An old format.', expect.stringContaining('49 MB')])
    expect(understood.message?.tellSender?.body).toMatch(/48,2 MB .* bis 36 MB .* etwa 26,2 MB/)
  })

  it.each([
    'List-Id: <news.example>',
    'Precedence: bulk',
    'Return-Path: <>',
    'X-Auto-Response-Suppress: DR, AutoReply',
  ])('is nothing to answer by a machine when it says %s', async (header) => {
    const item = itemOf({ tooLarge: 48_200_000, headers: `From: a@b\r\n${header}\r\nSubject: My film` })
    const understood = await understand({ ...reader(), largest }, channel, item, keepFile)
    expect(understood.message?.warnings).toHaveLength(2)
    expect(understood.message?.tellSender).toBeUndefined()
  })

  it('is an error, shown to people, when the server did not hand it over', async () => {
    const item = itemOf({ unreadable: 'The server handed nothing over.', headers: '' })
    await expect(understand({ ...reader(), largest }, channel, item, keepFile)).rejects.toThrow('handed nothing over')
  })

  it.each([
    [true, 'x@y'],
    [false, null],
  ])('is news of a mail that one recipient did not get, for good: %s', async (forGood, badAddress) => {
    const refused = { providerId: '<m@hub>', address: 'x@y', code: '5.1.1', forGood, words: 'x@y was refused.' }
    const { receipts } = await understand({ ...reader(), largest }, channel, itemOf({ refused }), keepFile)
    const receipt = { providerId: '<m@hub>', state: 'sent', reason: 'x@y was refused.', code: '5.1.1', badAddress }
    expect(receipts).toEqual([receipt])
  })
})
