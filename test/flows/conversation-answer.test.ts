import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../server/src/platform/ids.ts'
import type { AgentClient } from '../support/agent.ts'
import { customerWrites } from '../support/customer.ts'
import { type Hub, startHub } from '../support/hub.ts'

const answered = `sent: message { id clientId seq kind body delivery agent { name } attachments { name } }
  conversation { status assignee { name } waitingSince unreadCount lastMessage { text kind } }`

let hub: Hub
let mia: AgentClient
let write: ReturnType<typeof customerWrites>
beforeAll(async () => {
  hub = await startHub()
  mia = await hub.agent({ name: 'Mia' })
  write = customerWrites(hub.services, hub)
})
afterAll(() => hub.stop())

const reply = (who: AgentClient, conversationId: string, more: Record<string, unknown> = {}) =>
  who.mutate('reply', { conversationId, clientId: newId(), body: 'Good morning!', ...more }, answered)

async function upload(uploader: string, name = 'photo.png') {
  const file = { id: newId(), uploader, name, contentType: 'image/png', size: 10, storageKey: newId() }
  return (await hub.services.db.prisma.attachment.create({ data: file })).id
}

describe('an answer', () => {
  it.each([
    ['html', { html: '<b>Good morning!</b>' }],
    ['to', { to: ['anna@example.com'] }],
    ['subject', { subject: 'Your order' }],
    ['sendAt', { sendAt: new Date(Date.now() + 3_600_000).toISOString() }],
  ])('in a chat has no %s, and is refused rather than sent without', async (field, more) => {
    const { conversationId } = await write(newId(), 'Hello?')
    expect(await reply(mia, conversationId, more)).toMatchObject({ __typename: 'InvalidInputError', field })
    expect(await hub.services.db.prisma.message.count({ where: { conversationId } })).toBe(1)
  })

  it('is refused to whoever is not signed in, and for conversations of other brands', async () => {
    const { conversationId } = await write('anna', 'Hello?')
    const response = await fetch(`${hub.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-graphql-yoga-csrf': '1' },
      body: JSON.stringify({
        query: `mutation { reply(input: {conversationId: "${conversationId}", clientId: "1", body: "Hi"}) { __typename } }`,
      }),
    })
    const refused = (await response.json()) as { errors: { extensions: { code: string } }[] }
    expect(refused.errors[0]?.extensions.code).toBe('UNAUTHENTICATED')
    const brand = await hub.services.db.prisma.brand.create({ data: { name: 'Elsewhere' } })
    const other = await hub.agent({ brandIds: [brand.id] })
    expect((await reply(other, conversationId)).__typename).toBe('NotFoundError')
    expect((await reply(mia, 'nonsense')).__typename).toBe('NotFoundError')
    expect(await hub.services.db.prisma.message.count({ where: { conversationId } })).toBe(1)
  })

  it('ends the waiting, and the conversation belongs to whoever answered first', async () => {
    const { conversationId } = await write('bob', 'Where is my parcel?')
    const answer = await reply(mia, conversationId)
    expect(answer).toMatchObject({
      sent: { seq: 2, kind: 'OUTBOUND', delivery: 'SENT', agent: { name: 'Mia' } },
      conversation: {
        status: 'OPEN',
        assignee: { name: 'Mia' },
        waitingSince: null,
        unreadCount: 0,
        lastMessage: { text: 'Good morning!', kind: 'OUTBOUND' },
      },
    })
    const noah = await hub.agent({ name: 'Noah' })
    expect((await reply(noah, conversationId)).conversation.assignee.name).toBe('Mia')
    const events = await hub.services.db.prisma.event.findMany({ where: { conversationId }, orderBy: { id: 'asc' } })
    expect(events.map((e) => e.type)).toEqual([
      'conversation.opened',
      'message.added',
      'conversation.assigned',
      'message.added',
      'message.added',
    ])
    expect(JSON.stringify(events.map((e) => e.data))).not.toContain('Good morning')
  })

  it('is stored once, however often it is sent at the same moment', async () => {
    const { conversationId } = await write('cleo', 'Hello?')
    const clientId = newId()
    const copies = await Promise.all(Array.from({ length: 20 }, () => reply(mia, conversationId, { clientId })))
    expect(new Set(copies.map((copy) => copy.sent.id)).size).toBe(1)
    expect(copies[0].sent.clientId).toBe(clientId)
    expect(await hub.services.db.prisma.message.count({ where: { conversationId, kind: 'outbound' } })).toBe(1)
    expect(await hub.services.db.prisma.event.count({ where: { conversationId, type: 'message.added' } })).toBe(2)
  })

  it('cannot take the id of an answer elsewhere', async () => {
    const [first, second] = [await write('dan', 'One'), await write('eve', 'Two')]
    const clientId = newId()
    await reply(mia, first.conversationId, { clientId })
    const refused = await reply(mia, second.conversationId, { clientId })
    expect(refused).toMatchObject({ __typename: 'InvalidInputError', field: 'clientId' })
    const both = [await write('dan2', 'One'), await write('eve2', 'Two')]
    const race = await Promise.all(both.map((c) => reply(mia, c.conversationId, { clientId: 'same' })))
    expect(race.map((r) => r.__typename).toSorted()).toEqual(['InvalidInputError', 'ReplyPayload'])
  })

  it('needs words or files, and no more than the channel takes', async () => {
    const { conversationId } = await write('finn', 'Hello?')
    expect(await reply(mia, conversationId, { body: ' \n\0 ' })).toMatchObject({ field: 'body' })
    expect(await reply(mia, conversationId, { body: 'x'.repeat(10_001) })).toMatchObject({ field: 'body' })
    expect(await reply(mia, conversationId, { clientId: '' })).toMatchObject({ field: 'clientId' })
    const kept = await reply(mia, conversationId, { body: '<script>alert(1)</script>\0 \u202e' })
    expect(kept.sent.body).toBe('<script>alert(1)</script> \u202e')
  })

  it('takes files its writer uploaded, once', async () => {
    const { conversationId } = await write('gina', 'A picture please')
    const [mine, other] = [await upload(`agent:${mia.id}`), await upload(`agent:${newId()}`)]
    expect(await reply(mia, conversationId, { attachmentIds: [other] })).toMatchObject({ field: 'attachmentIds' })
    expect(await reply(mia, conversationId, { attachmentIds: ['nonsense'] })).toMatchObject({ field: 'attachmentIds' })
    const answer = await reply(mia, conversationId, { body: '', attachmentIds: [mine, mine] })
    expect(answer.sent.attachments).toEqual([{ name: 'photo.png' }])
    expect(answer.conversation.lastMessage.text).toBe('📎 1')
    expect(await reply(mia, conversationId, { attachmentIds: [mine] })).toMatchObject({ field: 'attachmentIds' })
    expect(await hub.services.db.prisma.message.count({ where: { conversationId } })).toBe(2)
  })

  it('opens a closed conversation again, unless the customer has gone on in another', async () => {
    const first = await write('hugo', 'Hello?')
    const close = () => mia.mutate('setConversationStatus', { conversationId: first.conversationId, status: 'CLOSED' })
    await close()
    expect((await reply(mia, first.conversationId)).conversation.status).toBe('OPEN')
    await close()
    const second = await write('hugo', 'Something else')
    expect(second.conversationId).not.toBe(first.conversationId)
    const refused = await reply(mia, first.conversationId)
    expect(refused.__typename).toBe('ConflictError')
    expect(refused.message).toMatch(/already has conversation #\d+/)
    const goesOn = async () => {
      const query = `{ conversation(id: "${first.conversationId}") { goesOnIn { id } } }`
      return (await mia.gql(query)).data.conversation.goesOnIn
    }
    expect(await goesOn()).toEqual({ id: second.conversationId })
    await mia.mutate('setConversationStatus', { conversationId: second.conversationId, status: 'CLOSED' })
    expect(await goesOn()).toBeNull()
    expect((await reply(mia, first.conversationId)).conversation.status).toBe('OPEN')
    expect(await goesOn()).toBeNull()
  })
})

describe('a note', () => {
  const note = (who: AgentClient, input: Record<string, unknown>) =>
    who.mutate('addNote', { clientId: newId(), body: 'Be kind', ...input }, answered)

  it('is refused where its writer may not look, and when it is empty', async () => {
    const { conversationId } = await write('ida', 'Hello?')
    expect((await note(mia, { conversationId: newId() })).__typename).toBe('NotFoundError')
    expect(await note(mia, { conversationId, body: '' })).toMatchObject({ field: 'body' })
  })

  it('is kept once and leaves the customer waiting', async () => {
    const { conversationId } = await write('jan', 'Hello?')
    const clientId = newId()
    const copies = await Promise.all(Array.from({ length: 5 }, () => note(mia, { conversationId, clientId })))
    expect(new Set(copies.map((c) => c.sent.id)).size).toBe(1)
    expect(copies[0].sent).toMatchObject({ kind: 'NOTE', seq: 2, delivery: null })
    expect(copies[0].conversation).toMatchObject({ assignee: null, unreadCount: 1, lastMessage: { kind: 'NOTE' } })
    expect(copies[0].conversation.waitingSince).not.toBeNull()
  })
})
