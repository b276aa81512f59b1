import { afterAll, afterEach, beforeAll, expect } from 'vitest'
import type { AgentClient } from './agent.ts'
import { openFloor, type Seated } from './floor.ts'
import { type Hub, startHub } from './hub.ts'

/**
 * A hub for a file of tests about what agents do, with a short patience for lost connections. Agents who are seated are
 * there when it answers, and leave after each test.
 */
export function presenceHub(env: Record<string, string> = { AGENT_GRACE_SECONDS: '2' }) {
  const place = {} as { hub: Hub; floor: ReturnType<typeof openFloor> }
  const seated: Seated[] = []
  beforeAll(async () => {
    place.hub = await startHub({ env })
    place.floor = openFloor(place.hub)
  })
  afterEach(() => {
    for (const agent of seated.splice(0)) agent.leave()
  })
  afterAll(() => place.hub.stop())

  const prisma = () => place.hub.services.db.prisma
  async function presenceOf(agent: { id: string }, by?: AgentClient) {
    const reader = by ?? (await place.hub.agent({ role: 'supervisor' }))
    const fields = 'id online presence { state since note channelsOff by { name } reason { state name } }'
    const { data } = await reader.gql(`{ agents { ${fields} } }`)
    return data.agents.find((one: { id: string }) => one.id === agent.id)
  }
  const stateOf = async (agent: { id: string }): Promise<string> => (await presenceOf(agent)).presence.state
  return {
    place,
    prisma,
    presenceOf,
    stateOf,
    async seat(name: string, more = {}): Promise<Seated> {
      const agent = await place.floor.seat({ name, ...more })
      seated.push(agent)
      await expect.poll(() => stateOf(agent)).not.toBe('OFFLINE')
      return agent
    },
    holderOf: async (id: string) => (await prisma().conversation.findUniqueOrThrow({ where: { id } })).assigneeId,
    close: (agent: AgentClient, conversationId: string) =>
      agent.mutate('setConversationStatus', { conversationId, status: 'CLOSED' }),
    /** The log of an agent's states, which has no gap, no overlap and exactly one end that is open. */
    async logOf(agent: { id: string }) {
      const rows = await prisma().presenceInterval.findMany({
        where: { agentId: agent.id },
        orderBy: [{ startedAt: 'asc' }, { endedAt: { sort: 'asc', nulls: 'last' } }],
      })
      rows.forEach((row, n) => expect(row.endedAt).toEqual(rows[n + 1]?.startedAt ?? null))
      return rows.map(({ state }) => state)
    },
  }
}
