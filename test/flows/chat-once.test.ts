import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../server/src/platform/ids.ts'
import { type Hub, startHub } from '../support/hub.ts'
import { visitor } from '../support/visitor.ts'

let hub: Hub
beforeAll(async () => {
  hub = await startHub()
})
afterAll(() => hub.stop())

const arrive = async () => {
  const one = visitor(hub.url, hub.channelKey)
  await one.begin()
  return one
}

describe('a message', () => {
  it('is answered with what was stored, and read again just so', async () => {
    const ada = await arrive()
    const sent = await ada.write('Where is my parcel?')
    expect(sent.status).toBe(200)
    const { message, conversation, duplicate } = sent.body
    expect(duplicate).toBe(false)
    expect(message).toMatchObject({ seq: 1, author: 'visitor', body: 'Where is my parcel?', attachments: [] })
    expect(conversation).toMatchObject({ id: message.conversationId, status: 'open', unread: 0, visitorSeenSeq: 1 })
    const { body } = await ada.call<{ messages: unknown[]; conversation: unknown; more: boolean }>(
      'GET',
      `conversations/${conversation.id}`,
    )
    expect(body.messages).toEqual([{ ...message, at: expect.any(String) }])
    expect(body.more).toBe(false)
    const [listed] = await ada.conversations()
    expect(listed).toMatchObject({ id: conversation.id, lastMessage: { body: message.body, author: 'visitor' } })
  })

  it('sent a hundred times at once is stored once', async () => {
    const ada = await arrive()
    const clientId = newId()
    const replies = await Promise.all(Array.from({ length: 100 }, () => ada.write('Hello?', { clientId })))
    expect(replies.every(({ status }) => status === 200)).toBe(true)
    expect(replies.filter(({ body }) => !body.duplicate)).toHaveLength(1)
    expect(new Set(replies.map(({ body }) => body.message.id)).size).toBe(1)
    expect(await hub.services.db.prisma.message.count({ where: { externalId: clientId } })).toBe(1)
  })

  it('is one of fifty first ones at once: they make one conversation', async () => {
    const ada = await arrive()
    const replies = await Promise.all(Array.from({ length: 50 }, (_, n) => ada.write(`Number ${n}`)))
    expect(replies.map(({ status }) => status)).toEqual(Array.from({ length: 50 }, () => 200))
    expect(new Set(replies.map(({ body }) => body.conversation.id)).size).toBe(1)
    expect(await ada.conversations()).toHaveLength(1)
    const seqs = replies.map(({ body }) => body.message.seq).sort((a, b) => a - b)
    expect(seqs).toEqual(Array.from({ length: 50 }, (_, n) => n + 1))
  })
})

describe('somebody who only looks', () => {
  it('leaves nothing in the database', async () => {
    const before = await hub.services.db.prisma.contact.count()
    const ada = await arrive()
    await ada.begin({
      attributes: { plan: 'gold' },
      page: { url: 'https://shop.example/', title: 'Shop', referrer: '' },
    })
    const line = ada.listen()
    expect(await line.opened).toBe(200)
    line.stop()
    expect(await hub.services.db.prisma.contact.count()).toBe(before)
    await ada.write('Hi')
    const contact = await hub.services.db.prisma.contact.findFirstOrThrow({ orderBy: { createdAt: 'desc' } })
    expect(contact.attributes).toEqual({ plan: 'gold' })
  })
})
