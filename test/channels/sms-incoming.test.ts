import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { RawItem } from '../../server/src/channels/carried.ts'
import { customer, keeper, type NumberOfOurs, startNumber } from '../support/sms.ts'
import { serve } from '../support/serve.ts'

let ours: NumberOfOurs
beforeEach(async () => {
  ours = await startNumber()
})
afterEach(() => ours.stop())

const write = (body: string, media: { contentType: string; content: Buffer }[] = []) =>
  ours.company.text(customer, ours.company.numbers[0] ?? '', body, media)

const item = (payload: Record<string, string>, receivedAt = new Date()): RawItem => ({
  id: '1',
  externalId: 'SM1',
  receivedAt,
  payload: { MessageSid: 'SM1', From: customer, Body: 'Look', NumMedia: '0', ...payload },
  size: 0,
  open: () => Promise.reject(new Error('there is no file')),
})
const understand = (payload: Record<string, string>, receivedAt?: Date) =>
  ours.sms.understand(ours.channel, item(payload, receivedAt), keeper(ours.files))

describe('a text', () => {
  it('is a message of the number it comes from, which the provider vouches for', async () => {
    await write('Is the Polar in stock? 😀')
    const [{ message, consents } = {}] = await ours.understood()
    expect(message).toMatchObject({
      identity: { kind: 'phone', value: customer, verified: true },
      body: 'Is the Polar in stock? 😀',
      fileIds: [],
      warnings: [],
    })
    expect(consents).toBeUndefined()
  })

  it('comes from the same number however the provider writes it', async () => {
    expect((await understand({ From: '+49 (30) 123456-0' })).message?.identity.value).toBe('+49301234560')
  })

  it('of a short code or a name is shown, with a word that it cannot be answered', async () => {
    const { message } = await understand({ From: 'DHL' })
    expect(message?.identity.value).toBe('DHL')
    expect(message?.warnings).toEqual([expect.stringMatching(/DHL .* cannot be answered/)])
  })

  it('of nobody cannot be understood, and says so', async () => {
    await expect(understand({ From: '' })).rejects.toThrow(/nothing of who sent it/)
  })
})

describe('opting out', () => {
  it.each(['STOP', ' stop\n', 'Unsubscribe', 'QUIT', 'STOPALL', 'cancel', 'End', 'REVOKE', 'optout'])(
    'by %j takes consent back and is a message all the same',
    async (word) => {
      await write(word)
      const [{ message, consents } = {}] = await ours.understood()
      expect(message?.body).toBe(word.trim())
      expect(consents).toEqual([
        {
          identity: { kind: 'phone', value: customer },
          state: 'opted_out',
          reason: `${word.trim().toUpperCase()} received`,
        },
      ])
    },
  )

  it('is undone by START', async () => {
    await write('Start')
    expect((await ours.understood())[0]?.consents).toMatchObject([{ state: 'opted_in', reason: 'START received' }])
  })

  it.each(['Please stop by tomorrow', 'STOP.', 'stop it', 'HELP', 'info', 'the end'])(
    'is not what %j means',
    async (words) => {
      await write(words)
      const [{ message, consents } = {}] = await ours.understood()
      expect(message?.body).toBe(words)
      expect(consents).toBeUndefined()
    },
  )

  it('follows what the provider made of it, in whatever language it was said', async () => {
    const { consents } = await understand({ Body: 'Arrêt', OptOutType: 'STOP' })
    expect(consents).toMatchObject([{ state: 'opted_out', reason: 'STOP received' }])
    expect((await understand({ Body: 'STOP', OptOutType: 'HELP' })).consents).toBeUndefined()
  })
})

describe('pictures of a text', () => {
  const png = Buffer.from('89504e470d0a1a0a', 'hex')

  it('are fetched from the provider and kept', async () => {
    await write('Look', [
      { contentType: 'image/png', content: png },
      { contentType: 'text/x-vcard', content: Buffer.from('BEGIN:VCARD') },
    ])
    const [{ message } = {}] = await ours.understood()
    expect(message?.fileIds).toEqual(['file 1', 'file 2'])
    expect(ours.files).toEqual([
      { name: 'picture-1.png', content: png },
      { name: 'file-2.vcf', content: Buffer.from('BEGIN:VCARD') },
    ])
  })

  it('are left out with a word when they are over the limits', async () => {
    await write('', [{ contentType: 'image/png', content: png }])
    const [raw] = ours.desk.items
    const { message } = await ours.sms.understand(ours.channel, raw as RawItem, async () => null)
    expect(message?.warnings).toEqual(['picture-1.png was left out: it is over the limits.'])
  })

  it('are left out with a word when they lie anywhere but at the provider, and nobody is asked there', async () => {
    let asked = 0
    const elsewhere = await serve((_req, res) => res.end(String(asked++)))
    const addresses = [
      `${elsewhere.url}/x.png`,
      'https://evil.example/x',
      'http://169.254.169.254/',
      'file:///etc/passwd',
      'nonsense',
    ]
    for (const MediaUrl0 of addresses) {
      const { message } = await understand({ NumMedia: '1', MediaUrl0, MediaContentType0: 'image/png' })
      expect(message?.fileIds).toEqual([])
      expect(message?.warnings).toEqual([expect.stringMatching(/picture-1.png was left out/)])
    }
    expect(asked).toBe(0)
    await elsewhere.stop()
  })

  it('are not fetched from where a redirect leads out of the provider', async () => {
    const { channel, sms } = ours
    let withCredentials = false
    const bad = await serve((req, res) => {
      withCredentials ||= req.headers.authorization !== undefined
      res.writeHead(302, { Location: `${ours.company.url}/store/ME1` }).end()
    })
    const other = { ...channel, settings: { ...(channel.settings as object), baseUrl: bad.url } }
    const payload = { NumMedia: '1', MediaUrl0: `${bad.url}/media`, MediaContentType0: 'image/gif' }
    const { message } = await sms.understand(other, item(payload), keeper(ours.files))
    expect(message?.warnings).toEqual([expect.stringMatching(/picture-1.gif was left out: it lies at 127.0.0.1/)])
    expect(withCredentials).toBe(true)
    await bad.stop()
  })

  it('are waited for while the provider has trouble, and the text is shown without them in the end', async () => {
    const payload = { NumMedia: '1', MediaUrl0: `${ours.company.url}/x`, MediaContentType0: 'image/png' }
    await ours.company.stop()
    await expect(understand(payload)).rejects.toThrow(/did not hand it out/)
    const { message } = await understand(payload, new Date(Date.now() - 6 * 60_000))
    expect(message).toMatchObject({ body: 'Look', warnings: [expect.stringMatching(/did not hand it out/)] })
    ours = await startNumber()
  })

  it('are left out with a word when the provider has none, and when there are too many', async () => {
    const many = Object.fromEntries(Array.from({ length: 12 }, (_, n) => [`MediaUrl${n}`, `${ours.company.url}/gone`]))
    const { message } = await understand({ NumMedia: '12', ...many })
    expect(message?.warnings).toHaveLength(11)
    expect(message?.warnings[0]).toBe('2 more files were left out.')
    expect(message?.warnings[1]).toMatch(/does not hand it out/)
  })
})
