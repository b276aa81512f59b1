import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../server/src/platform/ids.ts'
import type { AgentClient } from '../support/agent.ts'
import { customerWrites } from '../support/customer.ts'
import { type Hub, startHub } from '../support/hub.ts'

let hub: Hub
let mia: AgentClient
let noah: AgentClient
let write: ReturnType<typeof customerWrites>
beforeAll(async () => {
  hub = await startHub()
  mia = await hub.agent({ name: 'Mia' })
  noah = await hub.agent({ name: 'Noah' })
  write = customerWrites(hub.services, hub)
})
afterAll(() => hub.stop())

const assign = (who: AgentClient, input: Record<string, unknown>) =>
  who.mutate('assignConversation', input, 'conversation { assignee { name } team { name } }')
const events = (conversationId: string) =>
  hub.services.db.prisma.event.findMany({ where: { conversationId, type: 'conversation.assigned' } })

describe('giving a conversation to somebody', () => {
  it('is refused for agents and teams that do not exist, were removed, or work for other brands', async () => {
    const { conversationId } = await write('anna', 'Hello?')
    const brand = await hub.services.db.prisma.brand.create({ data: { name: 'Elsewhere' } })
    const other = await hub.agent({ name: 'Olga', brandIds: [brand.id] })
    const gone = await hub.agent({ name: 'Gus' })
    await hub.services.db.prisma.agent.update({ where: { id: gone.id }, data: { active: false } })
    const refusals = await Promise.all([
      assign(mia, { conversationId, agentId: newId() }),
      assign(mia, { conversationId, agentId: 'nonsense' }),
      assign(mia, { conversationId, agentId: gone.id }),
      assign(mia, { conversationId, agentId: other.id }),
      assign(mia, { conversationId, teamId: newId() }),
    ])
    expect(refusals.map((r) => r.field)).toEqual(['agentId', 'agentId', 'agentId', 'agentId', 'teamId'])
    expect(refusals[2].message).toBe('Gus no longer works here.')
    expect(refusals[3].message).toBe('Olga does not work for this brand.')
    expect((await assign(other, { conversationId, agentId: mia.id })).__typename).toBe('NotFoundError')
    expect(await events(conversationId)).toEqual([])
  })

  it('keeps what is left out and takes away what is null', async () => {
    const { conversationId } = await write('bob', 'Hello?')
    const team = await hub.services.db.prisma.team.create({ data: { name: 'Returns' } })
    const [agent, both] = [{ name: 'Mia' }, { name: 'Returns' }]
    expect((await assign(mia, { conversationId, agentId: mia.id })).conversation).toEqual({
      assignee: agent,
      team: null,
    })
    expect((await assign(mia, { conversationId, teamId: team.id })).conversation).toEqual({
      assignee: agent,
      team: both,
    })
    expect((await assign(mia, { conversationId, agentId: null })).conversation).toEqual({ assignee: null, team: both })
    await assign(mia, { conversationId })
    await assign(mia, { conversationId, agentId: null, teamId: team.id })
    expect(await events(conversationId)).toHaveLength(3)
  })

  it('goes to one of two who take it at the same moment, and tells the other who has it', async () => {
    for (let round = 0; round < 10; round++) {
      const { conversationId } = await write(`race ${round}`, 'Hello?')
      const take = (who: AgentClient) => assign(who, { conversationId, agentId: who.id, expectedAssigneeId: null })
      const both = await Promise.all([take(mia), take(noah)])
      const winner = both.find((one) => one.__typename === 'AssignConversationPayload')
      const loser = both.find((one) => one.__typename === 'ConflictError')
      expect(loser?.message).toBe(`${winner?.conversation.assignee.name} has this conversation already.`)
      expect(await events(conversationId)).toHaveLength(1)
    }
  })

  it('is taken from the expected agent only, and asking twice is no conflict', async () => {
    const { conversationId } = await write('cleo', 'Hello?')
    const take = () => assign(mia, { conversationId, agentId: mia.id, expectedAssigneeId: null })
    await take()
    expect((await take()).__typename).toBe('AssignConversationPayload')
    const wrong = await assign(mia, { conversationId, agentId: null, expectedAssigneeId: noah.id })
    expect(wrong).toMatchObject({ __typename: 'ConflictError', message: 'Mia has this conversation already.' })
    const right = await assign(noah, { conversationId, agentId: noah.id, expectedAssigneeId: mia.id })
    expect(right.conversation.assignee.name).toBe('Noah')
  })
})
