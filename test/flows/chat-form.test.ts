import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { WidgetConfig } from '../../widget/src/protocol.ts'
import { type Hub, startHub } from '../support/hub.ts'
import { visitor } from '../support/visitor.ts'

let hub: Hub
beforeAll(async () => {
  hub = await startHub()
  const formFields = [
    { name: 'name', kind: 'text', label: 'Your name', required: true },
    { name: 'email', kind: 'email', label: 'Your e-mail', required: true },
    { name: 'topic', kind: 'choice', label: 'Topic', required: false, options: ['Order', 'Return'] },
    { name: 'order', kind: 'text', label: 'Order number', required: false },
    { name: 'consent', kind: 'consent', label: 'I agree', required: true },
  ]
  const settings = { formEnabled: true, formFields, title: 'Hej' }
  await hub.services.db.prisma.channel.update({ where: { id: hub.channelId }, data: { settings } })
})
afterAll(() => hub.stop())

const form = { name: 'Ada', email: 'ada@example.com', topic: 'Return', order: '77', consent: true }

async function arrive() {
  const one = visitor(hub.url, hub.channelKey)
  await one.begin()
  return one
}

describe('the form before the chat', () => {
  it('must be filled for the first message, and only for that', async () => {
    const ada = await arrive()
    const without = await ada.write('Hello')
    expect(without.body.error).toMatchObject({ code: 'invalid_input', field: 'form.name' })
    const wrong = await ada.write('Hello', { form: { ...form, email: 'ada' } })
    expect(wrong.body.error).toMatchObject({ field: 'form.email' })
    const sent = await ada.write('Hello', { form })
    expect(sent.body.conversation).toMatchObject({ topic: 'Return' })
    expect((await ada.write('And another thing')).status).toBe(200)
  })

  it('tells the contact and the conversation, without proving anything', async () => {
    const ada = await arrive()
    const { conversation } = (await ada.write('Hello', { form })).body
    const row = await hub.services.db.prisma.conversation.findUniqueOrThrow({
      where: { id: conversation.id },
      include: { contact: { include: { identities: true } } },
    })
    expect(row).toMatchObject({ topic: 'Return', formAnswers: form })
    expect(row.contact).toMatchObject({ name: 'Ada', email: 'ada@example.com', attributes: { order: '77' } })
    expect(row.contact.identities).toMatchObject([{ kind: 'visitor', verifiedAt: null }])
  })

  it('is asked again for the next conversation, and never overwrites what is known', async () => {
    const ada = await arrive()
    const { id } = (await ada.write('Hello', { form })).body.conversation
    await ada.call('POST', `conversations/${id}/end`)
    expect((await ada.write('Again')).body.error).toMatchObject({ field: 'form.name' })
    const next = await ada.write('Again', { form: { ...form, name: 'Eve', order: '78' } })
    const row = await hub.services.db.prisma.conversation.findUniqueOrThrow({
      where: { id: next.body.conversation.id },
      include: { contact: true },
    })
    expect(row.previousId).toBe(id)
    expect(row.contact).toMatchObject({ name: 'Ada', attributes: { order: '78' } })
  })
})

describe('the details a visitor leaves', () => {
  it('fill what is empty', async () => {
    const ada = await arrive()
    await ada.write('Hello', { form })
    const left = await ada.call('POST', 'contact', { name: 'Eve', phone: '+49 40 123456' })
    expect(left.body).toMatchObject({ name: 'Ada', email: 'ada@example.com', verified: false })
    expect((await ada.begin()).body.visitor.name).toBe('Ada')
  })
})

describe('what is no address', () => {
  it.each(['', '   ', 'nobody', 'ada@example', 'ada@@example.com', 'Ada <ada@example.com>', 7])(
    '%j is refused at its field, and nothing of it is kept',
    async (email) => {
      const ada = await arrive()
      const { conversation } = (await ada.write('Hello', { form })).body
      const contact = () =>
        hub.services.db.prisma.conversation.findUniqueOrThrow({
          where: { id: conversation.id },
          select: { contact: { include: { identities: true } } },
        })
      const before = await contact()
      const reply = await ada.call('POST', 'contact', { email, phone: '+49 40 123456' })
      expect(reply.status).toBe(400)
      expect(reply.body.error).toMatchObject({ code: 'invalid_input', field: 'email', message: expect.any(String) })
      expect(await contact()).toEqual(before)
    },
  )
})

describe('who only leaves an address before writing', () => {
  it('is known by it afterwards', async () => {
    const ada = await arrive()
    await ada.call('POST', 'contact', { phone: '+49 40 654321', attributes: { plan: 'gold' } })
    const { conversation } = (await ada.write('Hello', { form })).body
    const { contact } = await hub.services.db.prisma.conversation.findUniqueOrThrow({
      where: { id: conversation.id },
      include: { contact: true },
    })
    expect(contact).toMatchObject({ phone: '+49 40 654321', attributes: { plan: 'gold', order: '77' } })
  })

  it('may do so where no form is set', async () => {
    const { brandId } = hub
    const plain = { kind: 'chat', name: 'Plain', brandId, publicKey: 'plain' } as const
    await hub.services.db.prisma.channel.create({ data: plain })
    const ada = visitor(hub.url, 'plain')
    await ada.begin()
    expect((await ada.write('Hello', { form: { email: 'nobody' } })).body.error).toMatchObject({ field: 'form.email' })
    await ada.write('Hello', { form: { email: 'ada@example.com', more: 'ignored' } })
    expect((await ada.begin()).body.visitor.email).toBe('ada@example.com')
  })
})

describe('the settings the widget draws itself by', () => {
  const config = (headers: Record<string, string> = {}) =>
    visitor(hub.url, hub.channelKey).call<WidgetConfig>('GET', 'config?locale=de-AT', undefined, headers)

  it('come with a tag, and not twice', async () => {
    const first = await config()
    expect(first.body).toMatchObject({ key: hub.channelKey, title: 'Hej', locale: 'de', form: { enabled: true } })
    const again = await config({ 'if-none-match': first.headers.get('etag') ?? '' })
    expect([again.status, again.body]).toEqual([304, ''])
    expect(JSON.stringify(first.body)).not.toMatch(/secret|allowedDomains|blockedAddresses/i)
  })

  it('say that somebody is there while an available agent is', async () => {
    expect((await config()).body.online).toBe(false)
    const ada = await arrive()
    const line = ada.listen()
    await line.until((heard) => heard.some((event) => event.type === 'online' && !event.online))
    const agent = await hub.agent()
    const leave = hub.services.links.join(agent.id)
    await line.until((heard) => heard.some((event) => event.type === 'online' && event.online))
    expect((await config()).body.online).toBe(true)
    leave()
    await line.until((heard) => heard.filter(({ type }) => type === 'online').length === 3)
    line.stop()
  })
})
