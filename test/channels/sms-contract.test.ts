import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CarriedConfig } from '../../server/src/channels/carried.ts'
import { createSmsChannel, type SmsChannel } from '../../server/src/channels/sms/sms.ts'
import { memoryDesk } from '../support/carrier-desk.ts'
import { contractFile, hasContract, parametersOf, startPrism } from '../support/prism.ts'
import { serve } from '../support/serve.ts'
import {
  configOf,
  customer,
  keeper,
  type NumberOfOurs,
  outgoing,
  outgoingFile,
  startNumber,
  sweepOnce,
} from '../support/sms.ts'

interface Seen {
  method: string
  path: string
  names: string[]
  status: number
}

/** Passes everything on to `target` and notes what was asked and answered. */
async function startRecorder(target: string) {
  const seen: Seen[] = []
  const { url, stop } = await serve(async (req, res) => {
    const asked = new URL(req.url ?? '', target)
    const chunks: Buffer[] = []
    for await (const chunk of req) chunks.push(chunk as Buffer)
    const body = Buffer.concat(chunks)
    const { authorization = '', 'content-type': type = 'application/x-www-form-urlencoded' } = req.headers
    const headers = { authorization, 'content-type': type }
    const answer = await fetch(asked, { method: req.method ?? '', headers, ...(body.length > 0 && { body }) })
    const names = [...asked.searchParams.keys(), ...new URLSearchParams(String(body)).keys()]
    seen.push({ method: req.method ?? '', path: asked.pathname, names, status: answer.status })
    res.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' })
    res.end(Buffer.from(await answer.arrayBuffer()))
  })
  return { url, stop, seen }
}

/** Parameters that the contract does not know: Prism itself only looks at those it knows. */
const unknownOf = (seen: Seen[]) =>
  seen.flatMap(({ method, path, names }) => {
    const known = parametersOf(method, path)
    return known ? names.filter((name) => !known.has(name)) : [`${method} ${path}`]
  })

if (!hasContract) {
  process.stderr.write(`\nSkipped: texts by Twilio's contract, which is not at ${contractFile} (TWILIO_CONTRACT).\n`)
}

describe.skipIf(!hasContract)('by Twilio’s published contract', () => {
  describe('each request of the adapter', () => {
    let prism: Awaited<ReturnType<typeof startPrism>>
    let recorder: Awaited<ReturnType<typeof startRecorder>>
    let sms: SmsChannel
    let channel: CarriedConfig
    beforeAll(async () => {
      prism = await startPrism(null)
      recorder = await startRecorder(prism.url)
      const account = { accountSid: `AC${'a'.repeat(32)}`, authToken: 'token', numbers: ['+15557010001'] }
      channel = configOf({ ...account, url: recorder.url })
      const options = {
        desk: memoryDesk([channel], () => new Date()),
        publicUrl: 'https://desk.example',
        report: String,
      }
      sms = createSmsChannel({ ...options, allowPrivateHosts: true, now: () => new Date() })
      const [first] = await sms.listNumbers(channel)
      channel = configOf({ ...account, url: recorder.url, numbers: [first?.number ?? ''] })
    })
    afterAll(async () => {
      await recorder.stop()
      await prism.stop()
    })

    it('is one that Twilio takes', async () => {
      const sent = await sms.send(channel, outgoing('Hello', { files: [outgoingFile('https://desk.example/files/1')] }))
      expect(sent.providerId).toMatch(/^(SM|MM)/)
      await sms.reconcile(channel, outgoing('Hello'))
      await sms.statusOf(channel, sent.providerId)
      await sms.connectNumber(channel)
      await sms.checkNumber(channel)
      const checks = await sms.check(channel)
      expect(checks.find(({ step }) => step === 'login')?.ok).toBe(true)
      const operations = new Set(
        recorder.seen.map(
          ({ method, path }) => `${method} ${path.replace(/.*AC\w{32}/, '').replace(/\w{34}/g, 'SID')}`,
        ),
      )
      expect([...operations].toSorted()).toEqual([
        'GET .json',
        'GET /IncomingPhoneNumbers.json',
        'GET /Messages.json',
        'GET /Messages/SID.json',
        'POST /IncomingPhoneNumbers/SID.json',
        'POST /Messages.json',
      ])
      expect(recorder.seen.filter(({ status }) => status >= 300)).toEqual([])
      expect(unknownOf(recorder.seen)).toEqual([])
    })

    it('would be refused otherwise: this test can fail', async () => {
      const empty = { ...outgoing('Hello'), callbackUrl: null }
      const bad = { ...channel, settings: { ...(channel.settings as object), accountId: 'no-account' } }
      await expect(sms.send(bad, empty)).rejects.toThrow(/refused/)
      expect(
        unknownOf([
          {
            method: 'POST',
            path: `/2010-04-01/Accounts/AC${'a'.repeat(32)}/Messages.json`,
            names: ['Boody'],
            status: 201,
          },
        ]),
      ).toEqual(['Boody'])
    })
  })

  describe('the sandbox’s telephone company', () => {
    let ours: NumberOfOurs
    let prism: Awaited<ReturnType<typeof startPrism>>
    let recorder: Awaited<ReturnType<typeof startRecorder>>
    beforeAll(async () => {
      ours = await startNumber()
      prism = await startPrism(ours.company.url)
      recorder = await startRecorder(prism.url)
      ours.channel.settings = { ...(ours.channel.settings as object), baseUrl: recorder.url }
    })
    afterAll(async () => {
      await recorder.stop()
      await prism.stop()
      await ours.stop()
    })

    it('answers as Twilio does, whatever the adapter asks', async () => {
      const { sms, channel, company } = ours
      const answer = outgoing('Look', { files: [outgoingFile(`${ours.url}/map.png`)] })
      const { providerId } = await sms.send(channel, answer)
      await company.settled()
      expect(await sms.statusOf(channel, providerId)).toMatchObject({ state: 'delivered' })
      expect(await sms.reconcile(channel, answer)).toEqual({ providerId, state: 'delivered' })
      await sms.connectNumber(channel)
      expect((await sms.check(channel)).every(({ ok }) => ok)).toBe(true)
      const refused = recorder.seen.filter(({ status }) => status >= 300)
      expect(refused).toEqual([])
      expect(unknownOf(recorder.seen)).toEqual([])
    })

    it('lists what was missed as Twilio does, pictures too', async () => {
      const { sms, channel, company, desk } = ours
      desk.positions.set(channel.id, { sweptUntil: new Date().toISOString() })
      company.misbehave({ webhooks: 'drop' })
      const picture = { contentType: 'image/png', content: Buffer.from('a picture') }
      const { sid } = await company.text(customer, company.numbers[0] ?? '', 'Missed', [picture])
      expect(await sweepOnce(sms, channel, desk)).toEqual({ connected: true, error: null })
      const missed = desk.items.find(({ externalId }) => externalId === sid)
      expect(missed?.payload).toMatchObject({ Body: 'Missed', NumMedia: '1' })
      const { message } = await sms.understand(channel, missed as never, keeper([]))
      // The store is no part of the contract, so Prism does not lead to it: the list of files is.
      expect(message?.body).toBe('Missed')
      expect(recorder.seen.some(({ path, status }) => path.endsWith('/Media.json') && status === 200)).toBe(true)
    })
  })
})
