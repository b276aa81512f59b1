import { setTimeout as wait } from 'node:timers/promises'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rowsOf } from '../support/database.ts'
import { openFloor, type Seated } from '../support/floor.ts'
import { type Hub, startHub } from '../support/hub.ts'

let one: Hub
let two: Hub
beforeAll(async () => {
  one = await startHub()
  two = await startHub({ databaseUrl: one.databaseUrl })
})
afterAll(() => Promise.all([one.stop(), two.stop()]))

/** What must be true at every commit; one line for each thing that is not. */
const wrong = `
  SELECT 'two offers or owners of ' || c.id AS what FROM conversations c
   WHERE (SELECT count(*) FROM offers o WHERE o.conversation_id = c.id AND o.state = 'open') + (c.assignee_id IS NOT NULL)::int > 1
  UNION ALL
  SELECT 'asked two things at once: ' || o.agent_id FROM offers o WHERE o.state = 'open' GROUP BY o.agent_id HAVING count(*) > 1
  UNION ALL
  SELECT 'too much on ' || l.agent_id FROM agent_loads l WHERE l.used > l.capacity
  UNION ALL
  SELECT 'another load than is held by ' || l.agent_id FROM agent_loads l, load_without(l.agent_id, NULL) held
   WHERE (held.used, held.exclusive) IS DISTINCT FROM (l.used, l.exclusive)
  UNION ALL
  SELECT 'an offer of what waits no longer: ' || o.id FROM offers o JOIN queue_entries e ON e.id = o.entry_id
   WHERE o.state = 'open' AND e.left_at IS NOT NULL`

/** How one agent behaves towards the n-th thing they are asked. */
type Answer = 'accept' | 'decline' | 'pick' | 'hand over'
const answers: Answer[] = ['accept', 'accept', 'accept', 'decline', 'pick', 'hand over']

interface Day {
  /** In which of the queues each customer waits, in the order they come. */
  comes: number[]
  agents: { at: number; answers: Answer[] }[]
}
const day: fc.Arbitrary<Day> = fc.record({
  comes: fc.array(fc.nat({ max: 1 }), { minLength: 10, maxLength: 25 }),
  agents: fc.array(
    fc.record({
      at: fc.nat({ max: 1 }),
      answers: fc.array(fc.constantFrom(...answers), { minLength: 1, maxLength: 5 }),
    }),
    {
      minLength: 2,
      maxLength: 4,
    },
  ),
})

/** Works until told to stop: answers what is asked, and closes what was taken. */
async function works(agent: Seated, plan: Answer[], queueIds: string[], over: () => boolean) {
  for (let n = 0; !over(); n++) {
    const [offer] = await agent.offers()
    if (!offer) {
      await wait(15)
      continue
    }
    const { id: conversationId } = offer.conversation
    const answer = plan[n % plan.length]
    if (answer === 'decline') await agent.decline(offer)
    else if (answer === 'hand over') await agent.mutate('moveToQueue', { conversationId, queueId: queueIds[n % 2] })
    else if (answer === 'pick') await agent.mutate('assignConversation', { conversationId, agentId: agent.id })
    else await agent.accept(offer)
    if (answer === 'decline' || answer === 'hand over') continue
    await wait(n % 20)
    await agent.mutate('setConversationStatus', { conversationId, status: 'CLOSED' })
  }
}

describe('two hubs that route the same floor', () => {
  it('never offer twice, never overload anybody, leave nobody waiting beside a free agent, and end every offer once', async () => {
    const floors = [openFloor(one), openFloor(two)]
    await fc.assert(
      fc.asyncProperty(day, async ({ comes, agents }) => {
        const seated = await Promise.all(agents.map(({ at }) => floors[at]!.seat()))
        const more = { declineSeconds: 5, stickySeconds: 0 }
        const queues = [
          await floors[0]!.queue(seated, more),
          await floors[0]!.queue(seated, { ...more, priorityClass: 2 }),
        ]
        const ids = queues.map(({ id }) => id)
        let over = false
        const found: unknown[] = []
        const watch = (async () => {
          while (!over) found.push(...(await rowsOf(one.databaseUrl, wrong)))
        })()
        const work = seated.map((agent, n) => works(agent, agents[n]!.answers, ids, () => over))
        const conversations = await Promise.all(comes.map((at) => queues[at]!.comes()))
        const left = () =>
          one.services.db.prisma.conversation.count({ where: { id: { in: conversations }, status: { not: 'closed' } } })
        await expect.poll(left, { timeout: 40_000, interval: 100 }).toBe(0)
        over = true
        await Promise.all([watch, ...work])
        for (const agent of seated) agent.leave()
        expect(found).toEqual([])
      }),
      { numRuns: 3 },
    )
    const open = await rowsOf(one.databaseUrl, `SELECT id FROM offers WHERE state = 'open' OR ended_at IS NULL`)
    expect(open).toEqual([])
  }, 150_000)
})
