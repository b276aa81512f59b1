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

  it('takes signs as they are and never fails on them', async () => {
    for (const search of ["'", "''", '\\', "a' | 'b", '!& | ( ) :*', ':*', '%', '_', '\0', '#', '#12x', '<->', '📎']) {
      expect(Array.isArray(await found(search))).toBe(true)
    }
    const all = await found('   ')
    expect(all.length).toBeGreaterThan(2)
  })
})
