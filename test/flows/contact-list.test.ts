import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../server/src/platform/ids.ts'
import type { AgentClient } from '../support/agent.ts'
import { customerWrites } from '../support/customer.ts'
import { type Hub, startHub } from '../support/hub.ts'

let hub: Hub
let mia: AgentClient
let outsider: AgentClient
let write: ReturnType<typeof customerWrites>
beforeAll(async () => {
  hub = await startHub()
  mia = await hub.agent({ name: 'Mia' })
  const brand = await hub.services.db.prisma.brand.create({ data: { name: 'Elsewhere' } })
  outsider = await hub.agent({ brandIds: [brand.id] })
  write = customerWrites(hub.services, hub)
})
afterAll(() => hub.stop())

const list = async (who: AgentClient, variables: Record<string, unknown> = {}) => {
  const query = `query($search: String, $first: Int, $after: String) { contacts(search: $search, first: $first, after: $after) {
    edges { node { displayName } } pageInfo { hasNextPage endCursor } } }`
  const { data } = await who.gql(query, variables)
  const names: string[] = data.contacts.edges.map((edge: { node: { displayName: string } }) => edge.node.displayName)
  return { names, ...data.contacts.pageInfo }
}
const one = async (who: AgentClient, id: string, fields = 'id displayName') =>
  (await who.gql(`query($id: ID!) { contact(id: $id) { ${fields} } }`, { id })).data.contact

describe('the list of contacts', () => {
  it('has the one seen last first, page by page, each once', async () => {
    const data = Array.from({ length: 7 }, (_, n) => ({
      name: `Paged ${n}`,
      // Two share a moment, and one was never seen.
      lastSeenAt: n === 6 ? null : new Date(Date.UTC(2020, 0, 1 + (n === 3 ? 2 : n))),
      createdAt: new Date(Date.UTC(2019, 0, 1)),
    }))
    await hub.services.db.prisma.contact.createMany({ data })
    const names: string[] = []
    for (let after: string | null = null, more = true; more;) {
      const page = await list(mia, { search: 'paged', first: 2, after })
      names.push(...page.names)
      after = page.endCursor
      more = page.hasNextPage
    }
    expect(names.toSpliced(2, 2)).toEqual(['Paged 5', 'Paged 4', 'Paged 1', 'Paged 0', 'Paged 6'])
    expect(names.slice(2, 4).toSorted()).toEqual(['Paged 2', 'Paged 3'])
  })

  it('is searched by parts of the name, address, number and company, taken as they are', async () => {
    const contact = { name: 'Zoë 100%_Sure', email: 'zoe@example.com', phone: '+4930123456', company: 'Acme' }
    await hub.services.db.prisma.contact.create({ data: contact })
    for (const search of ['zoë', 'acme sure', '30123', '100%_s', 'Zo', "zoe@example.com'"]) {
      const expected = search.endsWith("'") ? [] : [contact.name]
      expect((await list(mia, { search })).names).toEqual(expected)
    }
    expect((await list(mia, { search: '%' })).names).toEqual([contact.name])
    expect((await list(mia, { search: '\\' })).names).toEqual([])
  })

  it('shows agents limited to brands only those who wrote to these', async () => {
    const { contactId } = await write('anna', 'Hello?')
    expect(await one(outsider, contactId)).toBeNull()
    expect((await list(outsider)).names).toEqual([])
    const insider = await hub.agent({ brandIds: [hub.brandId] })
    expect((await one(insider, contactId)).id).toBe(contactId)
    expect((await list(insider)).names).toHaveLength(1)
  })

  it('refuses a cursor that is none, with words', async () => {
    const { errors } = await mia.gql('{ contacts(after: "forged") { edges { cursor } } }')
    expect(errors?.[0]).toMatchObject({ message: 'This is not a place in this list.' })
  })
})

describe('one contact', () => {
  it('is null when there is none, and the other one after they were joined', async () => {
    const [first, second] = [await write('bob', 'Hello?'), await write('bob again', 'Hello?')]
    expect(await one(mia, newId())).toBeNull()
    expect(await one(mia, 'nonsense')).toBeNull()
    const data = { mergedIntoId: second.contactId }
    await hub.services.db.prisma.contact.update({ where: { id: first.contactId }, data })
    expect((await one(mia, first.contactId)).id).toBe(second.contactId)
  })

  it('shows their conversations newest first, and what happened around them', async () => {
    const first = await write('cleo', 'Hello?')
    await mia.mutate('setConversationStatus', { conversationId: first.conversationId, status: 'CLOSED' })
    const second = await write('cleo', 'Again')
    const fields = `conversations(first: 1) { edges { node { id previous { id } } } pageInfo { hasNextPage endCursor } }
      timeline { nodes { type byContact conversation { id } } }`
    const found = await one(mia, first.contactId, fields)
    expect(found.conversations.edges[0].node).toEqual({
      id: second.conversationId,
      previous: { id: first.conversationId },
    })
    expect(found.timeline.nodes.map((n: { type: string; byContact: boolean }) => [n.type, n.byContact])).toEqual([
      ['conversation.opened', true],
      ['conversation.status_changed', false],
      ['conversation.opened', true],
      ['contact.created', true],
    ])
    const after = JSON.stringify(found.conversations.pageInfo.endCursor)
    const rest = await one(
      mia,
      first.contactId,
      `conversations(after: ${after}) { edges { node { id } } pageInfo { hasNextPage } }`,
    )
    expect(rest.conversations).toEqual({
      edges: [{ node: { id: first.conversationId } }],
      pageInfo: { hasNextPage: false },
    })
  })

  it('shows the page they are on while they are connected', async () => {
    const { contactId } = await write('dan', 'Hello?')
    const activity = 'activity { url title online client }'
    expect((await one(mia, contactId, activity)).activity).toBeNull()
    const page = {
      url: 'https://shop.test/cart',
      title: 'Cart',
      referrer: '',
      client: 'Firefox',
      at: new Date().toISOString(),
    }
    const set = hub.services.presence.join(`contact:${contactId}`, page)
    expect((await one(mia, contactId, activity)).activity).toEqual({
      url: page.url,
      title: 'Cart',
      online: true,
      client: 'Firefox',
    })
    set(null)
    expect((await one(mia, contactId, activity)).activity).toBeNull()
  })
})
