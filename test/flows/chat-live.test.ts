import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { StreamEvent } from '../../widget/src/protocol.ts'
import { newId } from '../../server/src/platform/ids.ts'
import type { AgentClient } from '../support/agent.ts'
import { type Hub, startHub } from '../support/hub.ts'
import { type Visitor, visitor } from '../support/visitor.ts'

let hub: Hub
let agent: AgentClient
beforeAll(async () => {
  hub = await startHub()
  agent = await hub.agent({ name: 'Mia' })
})
afterAll(() => hub.stop())

async function arrive(): Promise<Visitor> {
  const one = visitor(hub.url, hub.channelKey)
  await one.begin()
  return one
}

const reply = (conversationId: string, body: string) =>
  agent.mutate('reply', { conversationId, clientId: newId(), body }, 'said: message { id seq }')

const bodies = (heard: StreamEvent[]) =>
  heard.flatMap((event) => (event.type === 'message' ? [event.message.body] : []))

describe('the stream', () => {
  it('tells a visitor who had not written before of their own first message and of the answer', async () => {
    const ada = await arrive()
    const line = ada.listen()
    await line.opened
    const { body } = await ada.write('Hello')
    await line.until((heard) => bodies(heard).includes('Hello'))
    await reply(body.conversation.id, 'Good morning')
    await line.until((heard) => bodies(heard).includes('Good morning'))
    const answer = line.heard
      .map(({ event }) => event)
      .find((e) => e.type === 'message' && e.message.author === 'agent')
    expect(answer).toMatchObject({ message: { agent: { name: 'Mia' }, clientId: null }, conversation: { unread: 1 } })
    line.stop()
  })

  it('never carries a note, nor says that there is one', async () => {
    const ada = await arrive()
    const { body } = await ada.write('Hello')
    const line = ada.listen()
    await line.opened
    const conversationId = body.conversation.id
    await agent.mutate('addNote', { conversationId, clientId: newId(), body: 'Difficult customer' })
    await reply(conversationId, 'How can I help?')
    await line.until((heard) => bodies(heard).includes('How can I help?'))
    const thread = await ada.call('GET', `conversations/${conversationId}`)
    const [summary] = await ada.conversations()
    expect(JSON.stringify([line.heard, thread.body, summary])).not.toContain('Difficult')
    expect(summary?.lastMessage?.body).toBe('How can I help?')
    line.stop()
  })

  it('tells of typing, but not of typing a note', async () => {
    const ada = await arrive()
    const { body } = await ada.write('Hello')
    const line = ada.listen()
    await line.until((heard) => heard.some((event) => event.type === 'online'))
    const conversationId = body.conversation.id
    await agent.mutate('setTyping', { conversationId, typing: true, note: true })
    await agent.mutate('setTyping', { conversationId, typing: true })
    await line.until((heard) => heard.some((event) => event.type === 'typing'))
    const typing = line.heard.filter(({ event }) => event.type === 'typing')
    expect(typing).toHaveLength(1)
    expect(typing[0]).toMatchObject({ id: null, event: { typing: true, agent: { name: 'Mia' } } })
    line.stop()
  })

  it('cut at random moments brings each message once and in order', async () => {
    const ada = await arrive()
    const { body } = await ada.write('0')
    const from = ada.session.cursor
    const total = 40
    const heard: string[] = []
    let cursor = from
    const talking = (async () => {
      for (let n = 1; n <= total; n++) await (n % 2 ? reply(body.conversation.id, String(n)) : ada.write(String(n)))
    })()
    while (heard.at(-1) !== String(total)) {
      const line = ada.listen(cursor)
      await line.opened
      await new Promise((cut) => setTimeout(cut, Math.random() * 60))
      line.stop()
      await line.closed
      heard.push(...bodies(line.heard.map(({ event }) => event)))
      cursor = line.cursor() ?? cursor
    }
    await talking
    expect(heard).toEqual(Array.from({ length: total + 1 }, (_, n) => String(n)))
  })

  it('brings all devices of a customer the same', async () => {
    const ada = await arrive()
    await ada.write('Hello')
    const lines = [ada.listen(), ada.listen(), ada.listen()]
    await Promise.all(lines.map((line) => line.opened))
    const { body } = await ada.write('Anybody?')
    await Promise.all(lines.map((line) => line.until((heard) => bodies(heard).includes('Anybody?'))))
    for (const line of lines) {
      expect(line.heard.filter(({ event }) => event.type === 'message')).toHaveLength(2)
      expect(
        line.heard.find(({ event }) => event.type === 'message' && event.message.id === body.message.id),
      ).toBeTruthy()
      line.stop()
    }
  })

  it('says that it is over when the customer is blocked, and the next session is refused', async () => {
    const ada = await arrive()
    const { body } = await ada.write('Spam')
    const line = ada.listen()
    await line.opened
    const row = await hub.services.db.prisma.conversation.findUniqueOrThrow({ where: { id: body.conversation.id } })
    const senior = await hub.agent({ role: 'supervisor' })
    await senior.mutate('setContactBlocked', { contactId: row.contactId, blocked: true })
    await line.until((heard) => heard.some((event) => event.type === 'expired'))
    await line.closed
    expect((await ada.write('More spam')).body.error).toMatchObject({ code: 'blocked' })
    expect((await ada.call('GET', 'conversations')).body.error).toMatchObject({ code: 'blocked' })
    expect((await ada.begin()).body.error).toMatchObject({ code: 'blocked' })
  })
})

describe('what a visitor wrote', () => {
  it('is delivered once an agent was given it, stays so when nobody has it any more, and is seen when one looks', async () => {
    const ada = await arrive()
    const { id } = (await ada.write('One')).body.conversation
    const assign = (agentId: string | null) => agent.mutate('assignConversation', { conversationId: id, agentId })
    const marks = async () => {
      const [{ agentDeliveredSeq, agentSeenSeq } = {}] = await ada.conversations()
      return [agentDeliveredSeq, agentSeenSeq]
    }
    expect(await marks()).toEqual([0, 0])
    await assign(agent.id)
    expect(await marks()).toEqual([1, 0])
    await ada.write('Two')
    expect(await marks()).toEqual([2, 0])
    await assign(null)
    await ada.write('Three')
    expect(await marks()).toEqual([2, 0])
    await agent.mutate('markConversationSeen', { conversationId: id, seq: 3 })
    expect(await marks()).toEqual([3, 3])
  })

  it('stays delivered when the agent who had it leaves', async () => {
    const ada = await arrive()
    const { id } = (await ada.write('One')).body.conversation
    const [leaving, owner] = [await hub.agent(), await hub.agent({ role: 'administrator' })]
    await agent.mutate('assignConversation', { conversationId: id, agentId: leaving.id })
    await owner.mutate('updateAgent', { agentId: leaving.id, active: false })
    await ada.write('Two')
    expect((await ada.conversations())[0]).toMatchObject({ agent: null, agentDeliveredSeq: 1 })
  })
})

describe('marks', () => {
  it('move forward only, and tell the agent', async () => {
    const ada = await arrive()
    const { body } = await ada.write('Hello')
    const { id } = body.conversation
    await reply(id, 'One')
    await reply(id, 'Two')
    const state = () =>
      hub.services.db.prisma.conversation.findUniqueOrThrow({
        where: { id },
        select: { contactSeenSeq: true, contactDeliveredSeq: true },
      })
    expect((await ada.call('POST', `conversations/${id}/delivered`, { seq: 3 })).status).toBe(204)
    expect(await state()).toEqual({ contactSeenSeq: 1, contactDeliveredSeq: 3 })
    await ada.call('POST', `conversations/${id}/seen`, { seq: 3 })
    await ada.call('POST', `conversations/${id}/seen`, { seq: 2 })
    expect(await state()).toEqual({ contactSeenSeq: 3, contactDeliveredSeq: 3 })
    await ada.call('POST', `conversations/${id}/seen`, { seq: 99 })
    expect(await state()).toEqual({ contactSeenSeq: 3, contactDeliveredSeq: 3 })
    expect((await ada.conversations())[0]).toMatchObject({ unread: 0, visitorSeenSeq: 3 })
    const events = await hub.services.db.prisma.event.count({
      where: { conversationId: id, type: 'conversation.seen' },
    })
    expect(events).toBe(1)
  })
})

describe('the end', () => {
  it('closes the conversation once, and it can be rated only then', async () => {
    const ada = await arrive()
    const { id } = (await ada.write('Bye')).body.conversation
    const rate = (score: number, comment?: string) => ada.call('POST', `conversations/${id}/rating`, { score, comment })
    expect((await rate(5)).body.error.code).toBe('conflict')
    expect((await ada.call('POST', `conversations/${id}/end`)).body).toMatchObject({ status: 'closed' })
    expect((await ada.call('POST', `conversations/${id}/end`)).body).toMatchObject({ status: 'closed' })
    expect((await rate(4, 'Quick!')).body).toMatchObject({ rating: { score: 4, comment: 'Quick!' } })
    expect((await rate(5)).body).toMatchObject({ rating: { score: 5, comment: null } })
    const next = await ada.write('One more thing')
    expect(next.body.conversation.id).not.toBe(id)
    expect(await ada.conversations()).toHaveLength(2)
  })

  it('leaves a transcript in the language of the visitor', async () => {
    const ada = await arrive()
    const { id } = (await ada.write('Guten Tag')).body.conversation
    await reply(id, 'Hallo!')
    await agent.mutate('addNote', { conversationId: id, clientId: newId(), body: 'secret' })
    const { body, headers } = await ada.call('GET', `conversations/${id}/transcript?locale=de-AT`)
    expect(headers.get('content-disposition')).toContain('attachment')
    expect(body).toContain('Unterhaltung mit Nordlicht')
    expect(body).toMatch(/Sie\nGuten Tag\n[\s\S]*Mia\nHallo!/)
    expect(body).not.toContain('secret')
  })
})
