import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ChannelUnavailableError } from '../../server/src/errors.ts'
import { sign } from '../../server/src/sandbox/telephone/webhooks.ts'
import { customer, type NumberOfOurs, startNumber } from '../support/sms.ts'

let ours: NumberOfOurs
beforeAll(async () => {
  ours = await startNumber()
})
afterAll(() => ours.stop())

const text = (more: Record<string, string> = {}) => ({
  MessageSid: `SM${crypto.randomUUID()}`,
  From: customer,
  To: ours.company.numbers[0] ?? '',
  Body: 'Is anybody there?',
  NumMedia: '0',
  ...more,
})

interface How {
  path?: string
  token?: string
  signedFor?: string
  headers?: Record<string, string>
  body?: string
}

/** Posts a form as a provider would, or as somebody who pretends to be it. */
async function post(form: Record<string, string>, how: How = {}) {
  const url = ours.url + (how.path ?? `/webhooks/sms/${ours.channel.publicKey}`)
  const signature = sign(how.token ?? ours.company.authToken, how.signedFor ?? url, form)
  const headers = {
    'X-Twilio-Signature': signature,
    'Content-Type': 'application/x-www-form-urlencoded',
    ...how.headers,
  }
  const answer = await fetch(url, { method: 'POST', body: how.body ?? String(new URLSearchParams(form)), headers })
  return { status: answer.status, said: await answer.text(), headers: answer.headers }
}

const kept = (id: string | undefined) => ours.desk.items.filter((item) => item.externalId === id)

describe('a text that comes in', () => {
  it('is stored before the provider hears that we have it, and is answered with nothing', async () => {
    const form = text()
    const { status, said, headers } = await post(form)
    expect(status).toBe(200)
    expect(headers.get('content-type')).toMatch('text/xml')
    expect(said).toMatch(/<Response><\/Response>/)
    expect(kept(form.MessageSid)).toMatchObject([{ payload: form }])
  })

  it('counts once, however often it comes', async () => {
    const form = text()
    const answers = await Promise.all(Array.from({ length: 10 }, () => post(form)))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
    expect(kept(form.MessageSid)).toHaveLength(1)
  })

  it('may carry parameters that nobody knows, signs from all over the world, and null characters', async () => {
    const form = text({ Body: 'Grüße & 😀 +1 = 100%\0', ChannelMetadata: '{"new":true}', ['__proto__']: 'y' })
    expect((await post(form)).status).toBe(200)
    expect(kept(form.MessageSid)[0]?.payload).toMatchObject({
      Body: 'Grüße & 😀 +1 = 100%\uFFFD',
      ChannelMetadata: '{"new":true}',
    })
  })

  it('is taken with either token while tokens are changed', async () => {
    ours.channel.secrets['secondaryAuthToken'] = 'the next token'
    expect((await post(text(), { token: 'the next token' })).status).toBe(200)
    expect((await post(text())).status).toBe(200)
    delete ours.channel.secrets['secondaryAuthToken']
    expect((await post(text(), { token: 'the next token' })).status).toBe(403)
  })

  it('is refused in words when its signature is missing, of another token, or of other content', async () => {
    const form = text()
    const refused = await Promise.all([
      post(form, { token: 'a guess' }),
      post(form, { headers: { 'X-Twilio-Signature': '' } }),
      post(form, { body: String(new URLSearchParams({ ...form, Body: 'changed' })) }),
      post(form, { body: String(new URLSearchParams({ ...form, Extra: 'added' })) }),
      post(form, {
        path: `/webhooks/sms/${ours.channel.publicKey}?x=1`,
        signedFor: `${ours.url}/webhooks/sms/${ours.channel.publicKey}`,
      }),
    ])
    for (const { status, said } of refused)
      expect({ status, said }).toEqual({ status: 403, said: expect.stringMatching(/signature/) })
    expect(kept(form.MessageSid)).toEqual([])
  })

  it('is checked against the configured address, whatever the Host header says', async () => {
    const path = `/webhooks/sms/${ours.channel.publicKey}`
    const headers = { 'X-Forwarded-Host': 'evil.example', 'X-Forwarded-Proto': 'https' }
    expect((await post(text(), { signedFor: `https://evil.example${path}`, headers })).status).toBe(403)
    expect((await post(text(), { headers })).status).toBe(200)
  })

  it('is refused in words when it is no text, too long, no form, not posted, or for nobody', async () => {
    const path = `/webhooks/sms/${ours.channel.publicKey}`
    const answers = [
      await post({ CallSid: 'CA1', From: customer }),
      await post(text({ Body: 'x'.repeat(70_000) })),
      await post(text(), { headers: { 'Content-Type': 'application/json' } }),
      await post(text(), { path: '/webhooks/sms/nobody' }),
      await post(text(), { path: `${path}/more` }),
      await fetch(ours.url + path).then(async (answer) => ({ status: answer.status, said: await answer.text() })),
    ]
    expect(answers.map(({ status }) => status)).toEqual([400, 413, 400, 404, 404, 400])
    for (const { said } of answers) expect(said).toMatch(/\w \w/)
  })

  it('is not taken for a number that is switched off', async () => {
    ours.channel.enabled = false
    expect((await post(text())).status).toBe(404)
    ours.channel.enabled = true
  })

  it('is never acknowledged while it cannot be stored, and what failed is not told to strangers', async () => {
    const { keep } = ours.desk
    for (const error of [new Error('secret of the database'), new ChannelUnavailableError('The database is away.')]) {
      ours.desk.keep = () => Promise.reject(error)
      const { status, said, headers } = await post(text())
      expect(status).toBe(503)
      expect(headers.get('retry-after')).toBe('2')
      expect(said).not.toMatch(/database/)
      expect(ours.surprises.at(-1)).toBe(error)
    }
    ours.desk.keep = keep
  })
})

describe('news of a text', () => {
  it('is kept once for each status, in whatever order it comes', async () => {
    const path = `/webhooks/sms/${ours.channel.publicKey}/status`
    for (const MessageStatus of ['delivered', 'sent', 'delivered', 'sent']) {
      expect((await post({ MessageSid: 'SM77', MessageStatus, To: customer }, { path })).status).toBe(200)
    }
    expect([kept('SM77:delivered').length, kept('SM77:sent').length]).toEqual([1, 1])
  })

  it('is refused in words when it names no text or no status', async () => {
    const path = `/webhooks/sms/${ours.channel.publicKey}/status`
    expect((await post({ MessageStatus: 'sent' }, { path })).status).toBe(400)
    expect((await post({ MessageSid: 'SM78' }, { path })).status).toBe(400)
  })
})

describe('another kind of provider', () => {
  it('may sign with a header of its own', async () => {
    const before = ours.channel.settings
    ours.channel.settings = { ...(before as object), signature: 'signalwire' }
    const form = text()
    const signature = sign(ours.company.authToken, `${ours.url}/webhooks/sms/${ours.channel.publicKey}`, form)
    expect((await post(form)).status).toBe(403)
    expect((await post(form, { headers: { 'X-SignalWire-Signature': signature } })).status).toBe(200)
    ours.channel.settings = before
  })
})
