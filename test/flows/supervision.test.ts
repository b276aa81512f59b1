import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../server/src/platform/ids.ts'
import type { AgentClient } from '../support/agent.ts'
import { customerWrites } from '../support/customer.ts'
import { type Hub, startHub } from '../support/hub.ts'

let hub: Hub
let sofia: AgentClient
let mia: AgentClient
beforeAll(async () => {
  hub = await startHub()
  sofia = await hub.agent({ name: 'Sofia', role: 'supervisor' })
  mia = await hub.agent({ name: 'Mia' })
})
afterAll(() => hub.stop())

const write = (who = newId(), text = 'Hello?') => customerWrites(hub.services, hub)(who, text)
async function taken(by = mia) {
  const { conversationId } = await write()
  await by.mutate('assignConversation', { conversationId, agentId: by.id })
  return conversationId
}
const read = (who: AgentClient, id: string) => who.gql(`{ conversation(id: "${id}") { messages { nodes { id } } } }`)
const looksAt = async (id: string) => {
  const { data } = await sofia.gql(
    '{ looks(first: 100) { edges { node { agent { name } owner { name } conversation { id } } } } }',
  )
  type Node = { agent: { name: string }; owner: { name: string }; conversation: { id: string } }
  return data.looks.edges
    .map(({ node }: { node: Node }) => node)
    .filter(({ conversation }: Node) => conversation.id === id)
    .map(({ agent, owner }: Node) => `${agent.name} into ${owner.name}’s`)
}

describe('a supervisor who watches the floor', () => {
  it('reads along without changing what the agent has read, and it is written down who did', async () => {
    const id = await taken()
    await read(mia, id)
    const before = await hub.services.db.prisma.conversation.findUniqueOrThrow({ where: { id } })
    expect((await read(sofia, id)).data.conversation.messages.nodes).toHaveLength(1)
    const after = await hub.services.db.prisma.conversation.findUniqueOrThrow({ where: { id } })
    expect(after).toEqual(before)
    expect(await looksAt(id)).toEqual(['Sofia into Mia’s'])
  })

  it('is written down once while they stay, and again when the conversation is somebody else’s', async () => {
    const id = await taken()
    await Promise.all([read(sofia, id), read(sofia, id)])
    for (let times = 0; times < 3; times++) await read(sofia, id)
    expect((await looksAt(id)).length).toBeLessThanOrEqual(2)
    const jonas = await hub.agent({ name: 'Jonas' })
    await sofia.mutate('assignConversation', { conversationId: id, agentId: jonas.id })
    await read(sofia, id)
    expect(new Set(await looksAt(id))).toEqual(new Set(['Sofia into Mia’s', 'Sofia into Jonas’s']))
  })

  it('is not written down for their own, nor for what nobody has', async () => {
    const [own, free] = [await taken(sofia), (await write()).conversationId]
    await read(sofia, own)
    await read(sofia, free)
    await read(mia, free)
    expect([...(await looksAt(own)), ...(await looksAt(free))]).toEqual([])
  })

  it('cannot look at all when it cannot be written down', async () => {
    const id = await taken()
    const { db } = hub.services
    await db.pool.query("ALTER TABLE looks ADD CONSTRAINT closed CHECK (at < now() - interval '1 day') NOT VALID")
    const { data, errors } = await read(sofia, id)
    await db.pool.query('ALTER TABLE looks DROP CONSTRAINT closed')
    expect(data?.conversation?.messages).toBeFalsy()
    expect(errors).toHaveLength(1)
    expect((await read(mia, id)).errors).toBeUndefined()
  })

  it('sees what lies on an agent’s desk, those who wait longest first, and when they last had contact', async () => {
    const anna = await hub.agent({ name: 'Anna' })
    const [first, second] = [await taken(anna), await taken(anna)]
    await anna.mutate('reply', { conversationId: first, body: 'Hello!', clientId: newId() })
    const { data } = await sofia.gql(`{ agentDesk(agentId: "${anna.id}") { id }
      floorAgents { agent { id } conversations lastContactAt } }`)
    expect(data.agentDesk.map(({ id }: { id: string }) => id)).toEqual([second, first])
    const desk = data.floorAgents.find(({ agent }: { agent: { id: string } }) => agent.id === anna.id)
    expect(desk).toMatchObject({ conversations: 2, lastContactAt: expect.any(String) })
  })

  it('asks again only for those of whom something changed', async () => {
    const anna = await hub.agent({ name: 'Anna' })
    const { data } = await sofia.gql(`{ floorAgents(agentIds: ["${anna.id}", "nonsense"]) { agent { name } } }`)
    expect(data.floorAgents).toEqual([{ agent: { name: 'Anna' } }])
  })

  it('joins a conversation, which stays its agent’s, who is told; agents do not join each other', async () => {
    const id = await taken()
    const seen = hub.services.tail.position()
    expect(await mia.mutate('joinConversation', { conversationId: id })).toMatchObject({ __typename: 'ForbiddenError' })
    await sofia.mutate('joinConversation', { conversationId: id })
    await sofia.mutate('reply', { conversationId: id, body: 'Let me help.', clientId: newId() })
    const row = await hub.services.db.prisma.conversation.findUniqueOrThrow({ where: { id } })
    expect(row.assigneeId).toBe(mia.id)
    const events = await hub.services.db.prisma.event.findMany({ where: { conversationId: id, id: { gt: seen } } })
    expect(events.find(({ type }) => type === 'conversation.joined')?.agentId).toBe(sofia.id)
  })
})
