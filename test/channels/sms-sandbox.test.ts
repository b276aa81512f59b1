import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startTelephoneCompany, type TelephoneCompany } from '../../server/src/sandbox/telephone/company.ts'
import { serve } from '../support/serve.ts'

const customer = '+15557020002'
const shop = '+15557010001'
let company: TelephoneCompany
beforeEach(async () => {
  company = await startTelephoneCompany({ numbers: [shop] })
})
afterEach(() => company.stop())

const phone = (path: string, body?: unknown) =>
  fetch(`${company.url}/phone${path}`, body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) })

/** Asks the interface as the account's owner, or as somebody else. */
async function rest(path: string, form?: Record<string, string>, token = company.authToken) {
  const headers = { authorization: `Basic ${btoa(`${company.accountSid}:${token}`)}` }
  const url = `${company.url}/2010-04-01/Accounts/${company.accountSid}${path}`
  const answer = await fetch(url, { headers, ...(form && { method: 'POST', body: new URLSearchParams(form) }) })
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown>, headers: answer.headers }
}
const sendTo = (form: Record<string, string>) =>
  rest('/Messages.json', { To: customer, From: shop, Body: 'Hi', ...form })

describe('the phone of a customer', () => {
  it('texts a number with a picture and reads its thread', async () => {
    expect(await (await phone('/numbers')).json()).toEqual([{ number: shop, name: shop }])
    const media = [{ contentType: 'image/png', content: btoa('a picture') }]
    expect((await phone('/texts', { from: customer, to: shop, body: 'Hello', media })).status).toBe(201)
    await sendTo({ Body: 'Hi there' })
    const thread = (await (await phone(`/thread?number=${encodeURIComponent(customer)}`)).json()) as {
      body: string
      media: { id: string }[]
    }[]
    expect(thread.map(({ body }) => body)).toEqual(['Hello', 'Hi there'])
    const picture = await phone(`/media/${thread[0]?.media[0]?.id}`)
    expect(picture.headers.get('content-type')).toBe('image/png')
    expect(await picture.text()).toBe('a picture')
  })

  it('shows live what comes and how far it got, and nothing of others', async () => {
    const stream = await phone(`/live?number=${encodeURIComponent(customer)}`)
    await company.text('+15557030003', shop, 'Somebody else')
    await sendTo({ Body: 'For you' })
    let told = ''
    const decoder = new TextDecoder()
    for await (const chunk of stream.body as unknown as AsyncIterable<Uint8Array>) {
      told += decoder.decode(chunk)
      if (told.includes('"delivered"')) break
    }
    const states = [...told.matchAll(/"status":"(\w+)"/g)].map(([, status]) => status)
    expect(states).toEqual(['queued', 'sending', 'sent', 'delivered'])
    expect(told).not.toMatch(/Somebody else/)
  })

  it('hands out nothing that a page would run, and answers nonsense in words', async () => {
    const media = [{ contentType: 'text/html', content: btoa('<script>') }]
    const { media: kept } = (await (await phone('/texts', { from: customer, to: shop, body: '', media })).json()) as {
      media: { id: string }[]
    }
    expect((await phone(`/media/${kept[0]?.id}`)).headers.get('content-type')).toBe('application/octet-stream')
    expect((await phone('/texts', { from: 'nobody', to: shop, body: '' })).status).toBe(400)
    expect((await fetch(`${company.url}/phone/texts`, { method: 'POST', body: '{' })).status).toBe(400)
    expect((await phone('/nowhere')).status).toBe(404)
  })

  it('opts out with STOP, is told so, and gets nothing more until START', async () => {
    await company.text(customer, shop, 'stop')
    expect(await sendTo({})).toMatchObject({ status: 400, body: { code: 21610 } })
    await company.text(customer, shop, 'START')
    expect((await sendTo({})).status).toBe(201)
    const replies = company.messagesOf(customer).filter(({ direction }) => direction === 'outbound-reply')
    expect(replies.map(({ body }) => body)).toEqual([
      expect.stringMatching(/no more texts/),
      expect.stringMatching(/again/),
    ])
  })
})

describe('the telephone company', () => {
  it('lets in its account only', async () => {
    expect(await rest('.json', undefined, 'a guess')).toMatchObject({ status: 401, body: { code: 20003 } })
    expect(await rest('.json')).toMatchObject({ status: 200, body: { status: 'active' } })
    expect(await rest('/Calls.json')).toMatchObject({ status: 404, body: { code: 20404 } })
  })

  it.each([
    [{ To: '' }, 21604],
    [{ To: 'Ada' }, 21211],
    [{ From: '' }, 21603],
    [{ From: '+15557099999' }, 21606],
    [{ Body: '' }, 21602],
    [{ Body: 'x'.repeat(1601) }, 21617],
    [{ MediaUrl: 'nonsense' }, 21620],
    [{ StatusCallback: 'nonsense' }, 21609],
  ])('refuses a text with %j by the code that Twilio has for it', async (form, code) => {
    expect(await sendTo(form)).toMatchObject({ status: 400, body: { code } })
    expect(company.messagesOf(customer)).toEqual([])
  })

  it('lists texts newest first, by either number and by date, page after page', async () => {
    for (const body of ['1', '2', '3', '4', '5']) await company.text(customer, shop, body)
    await company.text('+15557030003', shop, 'else')
    const bodies = (body: Record<string, unknown>) => (body['messages'] as { body: string }[]).map((text) => text.body)
    const asked = new URLSearchParams({ From: customer, To: shop, 'DateSent>': '2020-01-01', PageSize: '2' })
    const first = await rest(`/Messages.json?${asked}`)
    expect(bodies(first.body)).toEqual(['5', '4'])
    const next = String(first.body['next_page_uri']).replace(/.*(\/Messages)/, '$1')
    // Something new does not move what was on the next page.
    await company.text(customer, shop, '6')
    const second = await rest(next)
    expect(bodies(second.body)).toEqual(['3', '2'])
    const late = new URLSearchParams({ 'DateSent>': new Date(Date.now() + 60_000).toISOString() })
    expect(bodies((await rest(`/Messages.json?${late}`)).body)).toEqual([])
  })

  it('fails a text whose picture it cannot fetch', async () => {
    await sendTo({ MediaUrl: 'http://127.0.0.1:9/x.png' })
    await company.settled()
    expect(company.messagesOf(customer)).toMatchObject([{ status: 'undelivered', errorCode: 11200 }])
  })
})

describe('misbehaving on request', () => {
  let told: string[]
  let hub: Awaited<ReturnType<typeof serve>>
  beforeEach(async () => {
    told = []
    hub = await serve(async (req, res) => {
      let body = ''
      for await (const chunk of req) body += String(chunk)
      told.push(new URLSearchParams(body).get('MessageStatus') ?? '')
      res.end()
    })
  })
  afterEach(() => hub.stop())
  const news = async () => {
    await sendTo({ StatusCallback: hub.url })
    await company.settled()
    return told.splice(0)
  }

  it('loses, doubles, reorders and delays news, and behaves again', async () => {
    company.misbehave({ webhooks: 'drop' })
    expect(await news()).toEqual([])
    company.misbehave({ webhooks: 'double' })
    expect(await news()).toEqual(['sending', 'sending', 'sent', 'sent', 'delivered', 'delivered'])
    company.misbehave({ webhooks: 'reverse' })
    expect(await news()).toEqual(['delivered', 'sent', 'sending'])
    company.misbehave({ delay: 30 })
    expect(await news()).toEqual(['sending', 'sent', 'delivered'])
    company.misbehave({})
    expect(await news()).toEqual(['sending', 'sent', 'delivered'])
  })

  it('refuses as often as it was asked to', async () => {
    company.misbehave({ refuse: { status: 429, retryAfter: 7, times: 1 } })
    const refused = await sendTo({})
    expect(refused).toMatchObject({ status: 429, body: { code: 20429 } })
    expect(refused.headers.get('retry-after')).toBe('7')
    expect((await sendTo({})).status).toBe(201)
  })
})
