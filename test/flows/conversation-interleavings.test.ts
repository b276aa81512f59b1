import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { wakeConversation } from '../../server/src/conversations/wake.ts'
import { newId } from '../../server/src/platform/ids.ts'
import type { AgentClient } from '../support/agent.ts'
import { customerWrites } from '../support/customer.ts'
import { type Hub, startHub } from '../support/hub.ts'
import { brokenRules } from './conversation-rules.ts'

let hub: Hub
let agents: AgentClient[]
let write: ReturnType<typeof customerWrites>
beforeAll(async () => {
  hub = await startHub()
  agents = await Promise.all(['Mia', 'Noah', 'Olga'].map((name) => hub.agent({ name })))
  write = customerWrites(hub.services, hub)
})
afterAll(() => hub.stop())

const actions = ['write', 'reply', 'note', 'take', 'drop', 'close', 'reopen', 'park', 'snooze', 'wake', 'seen'] as const

/** One thing somebody does: `who` of the three, `how` picks among the ids they use, so that some are retries. */
const step = fc.record({ action: fc.constantFrom(...actions), who: fc.nat(2), how: fc.nat(2) })
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

/** Runs one customer's story: each actor does their steps in order, all actors at once. */
async function play(story: Step[][], reopenDays: number) {
  const visitor = newId()
  const acknowledged = new Set<string>()
  const first = await write(visitor, 'Hello?', { externalId: `${visitor} hello` })
  acknowledged.add(first.messageId)
  await Promise.all(
    story.map(async (steps) => {
      for (const one of steps) {
        const id = await act(one, { visitor, reopenDays, contactId: first.contactId })
        if (id) acknowledged.add(id)
      }
    }),
  )
  return { contactId: first.contactId, acknowledged }
}

interface Scene {
  visitor: string
  reopenDays: number
  contactId: string
}

/** Does it to the customer's newest conversation, or an earlier one; answers with the message that was acknowledged. */
async function act({ action, who, how }: Step, scene: Scene): Promise<string | null> {
  if (action === 'write') {
    const { reopenDays } = scene
    return (await write(scene.visitor, 'More', { externalId: `${scene.visitor} ${who} ${how}`, reopenDays })).messageId
  }
  const where = { contactId: scene.contactId }
  const all = await hub.services.db.prisma.conversation.findMany({ where, orderBy: { number: 'desc' } })
  const row = all[how % Math.min(all.length, 2)] ?? all[0]
  if (!row) throw new Error('the story has a conversation')
  const conversationId = row.id
  const agent = agents[who] as AgentClient
  const clientId = `${row.id} ${how}`.replace(' ', '.')
  const soon = new Date(Date.now() + 3_600_000 * (how + 1)).toISOString()
  const status = (name: string, snoozedUntil?: string) =>
    agent.mutate('setConversationStatus', { conversationId, status: name, snoozedUntil })
  const said = async (field: string) => {
    const answer = await agent.mutate(
      field,
      { conversationId, clientId: `${field}.${clientId}`, body: 'Yes' },
      'sent: message { id }',
    )
    return answer.sent?.id ?? null
  }
  if (action === 'reply') return said('reply')
  if (action === 'note') return said('addNote')
  if (action === 'take')
    await agent.mutate('assignConversation', { conversationId, agentId: agent.id, expectedAssigneeId: row.assigneeId })
  if (action === 'drop') await agent.mutate('assignConversation', { conversationId, agentId: null })
  if (action === 'close') await status('CLOSED')
  if (action === 'reopen') await status('OPEN')
  if (action === 'park') await status('PENDING')
  if (action === 'snooze') await status('SNOOZED', soon)
  if (action === 'seen') await agent.mutate('markConversationSeen', { conversationId, seq: row.lastSeq })
  if (action === 'wake' && row.snoozedUntil) {
    await wakeConversation(hub.services, { conversationId, until: row.snoozedUntil.toISOString() })
  }
  return null
}

describe('whatever customers and agents do at the same moment', () => {
  it('keeps every rule of a conversation, and every acknowledged message once', async () => {
    const story = fc.array(fc.array(step, { minLength: 1, maxLength: 8 }), { minLength: 2, maxLength: 5 })
    await fc.assert(
      fc.asyncProperty(story, fc.constantFrom(0, 7), async (steps, reopenDays) => {
        const { contactId, acknowledged } = await play(steps, reopenDays)
        expect(await brokenRules(hub.services, contactId, acknowledged)).toEqual([])
      }),
      { numRuns: 60 },
    )
  }, 120_000)
})
