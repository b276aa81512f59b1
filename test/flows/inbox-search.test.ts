import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AgentClient } from '../support/agent.ts'
import { customerWrites } from '../support/customer.ts'
import { type Hub, startHub } from '../support/hub.ts'

let hub: Hub
let mia: AgentClient
let write: ReturnType<typeof customerWrites>
beforeAll(async () => {
  hub = await startHub()
  mia = await hub.agent({ name: 'Mia' })
  write = customerWrites(hub.services, hub)
})
afterAll(() => hub.stop())

const found = async (search: string, more: Record<string, unknown> = {}): Promise<string[]> => {
  const query = 'query($filter: InboxFilter) { inbox(view: ALL, filter: $filter) { edges { node { id } } } }'
  const { data } = await mia.gql(query, { filter: { search, ...more } })
  return data.inbox.edges.map((edge: { node: { id: string } }) => edge.node.id)
}

describe('searching the inbox', () => {
  it('finds a conversation by its number', async () => {
    const { conversationId } = await write('anna', 'Hello?')
    const { number } = await hub.services.db.prisma.conversation.findUniqueOrThrow({ where: { id: conversationId } })
    expect(await found(`#${number}`)).toEqual([conversationId])
    expect(await found(` # ${number} `)).toEqual([conversationId])
    expect(await found('#999999999')).toEqual([])
  })

  it('finds it by parts of the contact’s name and address', async () => {
    const contact = { name: 'Bertha von Suttner', email: 'bertha@peace.example' }
    const { conversationId } = await write('bertha', 'Hello?', { contact })
    for (const search of ['suttner', 'ERTHA utt', 'peace.exam']) expect(await found(search)).toEqual([conversationId])
    expect(await found('bertha nobel')).toEqual([])
  })

  it('finds it by whole words that were said, the last one while it is typed', async () => {
    const { conversationId } = await write('cleo', 'My kettle arrived broken, said O’Neil & co: 50% off?')
    for (const search of ['kettle', 'broken kett', 'KETTLE bro']) expect(await found(search)).toEqual([conversationId])
    expect(await found('kett broken')).toEqual([])
  })

  it('finds notes of colleagues too, and only what the filter leaves', async () => {
    const { conversationId } = await write('dan', 'Hello?')
    await mia.mutate('addNote', { conversationId, clientId: 'note', body: 'Suspicious walrus' })
    expect(await found('walrus')).toEqual([conversationId])
    await mia.mutate('setConversationStatus', { conversationId, status: 'CLOSED' })
    expect(await found('walrus')).toEqual([])
    expect(await found('walrus', { statuses: ['CLOSED'] })).toEqual([conversationId])
  })

  it('shows where the words were said: the newest message that has them, as plain text', async () => {
    const { conversationId } = await write('eve', 'The <b>saddle</b> creaks')
    await write('eve', 'A saddle that creaks is no saddle')
    await write('eve', 'Are you there?')
    const query = `query($search: String) { inbox(view: ALL, filter: { search: $search }) {
      edges { node { id } match { seq kind excerpt { text marked } } } } }`
    const matches = async (search: string) => (await mia.gql(query, { search })).data.inbox.edges
    const words = (text: string, marked = false) => ({ text, marked })
    expect(await matches('saddle creak')).toEqual([
      {
        node: { id: conversationId },
        match: {
          seq: 2,
          kind: 'INBOUND',
          excerpt: ['A ', 'saddle', ' that ', 'creaks', ' is no ', 'saddle'].map((text, i) => words(text, i % 2 === 1)),
        },
      },
    ])
    const { number } = await hub.services.db.prisma.conversation.findUniqueOrThrow({ where: { id: conversationId } })
    expect(await matches(`#${number}`)).toEqual([{ node: { id: conversationId }, match: null }])
    expect((await matches(''))[0].match).toBeNull()
  })

  it('shows no words to agents who may not see the conversation', async () => {
    const other = await hub.services.db.prisma.brand.create({ data: { name: 'Südlicht' } })
    const limited = await hub.agent({ brandIds: [other.id] })
    const query = '{ inbox(view: ALL, filter: { search: "saddle" }) { edges { match { excerpt { text } } } } }'
    expect((await mia.gql(query)).data.inbox.edges).toHaveLength(1)
    expect((await limited.gql(query)).data.inbox.edges).toEqual([])
  })

  it('takes signs as they are and never fails on them', async () => {
    for (const search of ["'", "''", '\\', "a' | 'b", '!& | ( ) :*', ':*', '%', '_', '\0', '#', '#12x', '<->', '📎']) {
      expect(Array.isArray(await found(search))).toBe(true)
    }
    const all = await found('   ')
    expect(all.length).toBeGreaterThan(2)
  })
})
