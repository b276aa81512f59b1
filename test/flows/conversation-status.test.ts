import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { registerConversationJobs, wakeConversation } from '../../server/src/conversations/wake.ts'
import { newId } from '../../server/src/platform/ids.ts'
import type { AgentClient } from '../support/agent.ts'
import { customerWrites } from '../support/customer.ts'
import { type Hub, startHub } from '../support/hub.ts'

let now = new Date()
const clock = { now: () => now }
const minutes = (count: number) => new Date(now.getTime() + count * 60_000).toISOString()

let hub: Hub
let mia: AgentClient
let write: ReturnType<typeof customerWrites>
beforeAll(async () => {
  hub = await startHub({ clock })
  mia = await hub.agent({ name: 'Mia' })
  write = customerWrites(hub.services, hub)
})
afterAll(() => hub.stop())

const move = (conversationId: string, status: string, snoozedUntil?: string | null) =>
  mia.mutate(
    'setConversationStatus',
    { conversationId, status, ...(snoozedUntil !== undefined && { snoozedUntil }) },
    'conversation { status snoozedUntil closedAt waitingSince unreadCount }',
  )
const statusOf = async (id: string) =>
  (await hub.services.db.prisma.conversation.findUniqueOrThrow({ where: { id } })).status
const moves = async (conversationId: string) => {
  const where = { conversationId, type: 'conversation.status_changed' }
  return (await hub.services.db.prisma.event.findMany({ where, orderBy: { id: 'asc' } })).map((e) => e.data)
}

describe('the status of a conversation', () => {
  it('cannot be changed by whoever does not see it', async () => {
    const brand = await hub.services.db.prisma.brand.create({ data: { name: 'Elsewhere' } })
    const other = await hub.agent({ brandIds: [brand.id] })
    const { conversationId } = await write('anna', 'Hello?')
    const refused = await other.mutate('setConversationStatus', { conversationId, status: 'CLOSED' })
    expect(refused.__typename).toBe('NotFoundError')
    expect((await move(newId(), 'CLOSED')).__typename).toBe('NotFoundError')
    expect(await statusOf(conversationId)).toBe('open')
  })

  it('goes where the agent puts it, and an event tells of each change but of no other', async () => {
    const { conversationId } = await write('bob', 'Hello?')
    expect((await move(conversationId, 'PENDING')).conversation.status).toBe('PENDING')
    await move(conversationId, 'PENDING')
    const closed = (await move(conversationId, 'CLOSED')).conversation
    expect(closed).toMatchObject({ status: 'CLOSED', waitingSince: null, unreadCount: 0, closedAt: now.toISOString() })
    await move(conversationId, 'CLOSED')
    expect((await move(conversationId, 'OPEN')).conversation).toMatchObject({ status: 'OPEN', closedAt: null })
    expect(await moves(conversationId)).toEqual([
      { from: 'open', to: 'pending' },
      { from: 'pending', to: 'closed' },
      { from: 'closed', to: 'open' },
    ])
  })

  it('finds the customer waiting as long as before when closing is taken back', async () => {
    const { conversationId } = await write('undo', 'Hello?')
    const since = now.toISOString()
    now = new Date(now.getTime() + 60_000)
    expect((await move(conversationId, 'CLOSED')).conversation.waitingSince).toBeNull()
    expect((await move(conversationId, 'OPEN')).conversation.waitingSince).toBe(since)
    await mia.mutate('reply', { conversationId, clientId: newId(), body: 'Hi' })
    await move(conversationId, 'CLOSED')
    expect((await move(conversationId, 'OPEN')).conversation.waitingSince).toBeNull()
  })

  it('stays closed while the customer has another conversation', async () => {
    const first = await write('cleo', 'Hello?')
    await move(first.conversationId, 'CLOSED')
    await write('cleo', 'Something else')
    for (const [status, until] of [['OPEN'], ['PENDING'], ['SNOOZED', minutes(5)]] as const) {
      expect((await move(first.conversationId, status, until)).__typename).toBe('ConflictError')
    }
    expect(await statusOf(first.conversationId)).toBe('closed')
  })
})

describe('a snoozed conversation', () => {
  it('needs a time to come back, in the future and within a year', async () => {
    const { conversationId } = await write('dan', 'Hello?')
    for (const until of [undefined, null, minutes(0), minutes(-1), minutes(60 * 24 * 367)]) {
      expect(await move(conversationId, 'SNOOZED', until)).toMatchObject({ field: 'snoozedUntil' })
    }
    expect(await move(conversationId, 'OPEN', minutes(5))).toMatchObject({ field: 'snoozedUntil' })
    expect(await statusOf(conversationId)).toBe('open')
  })

  it('has a job of its own that is due at that time', async () => {
    const { conversationId } = await write('eve', 'Hello?')
    const until = minutes(30)
    await move(conversationId, 'SNOOZED', until)
    const { rows } = await hub.services.db.pool.query(
      `SELECT data, start_after FROM jobs.job WHERE name = 'conversation.wake' AND data->>'conversationId' = $1`,
      [conversationId],
    )
    expect(rows).toEqual([{ data: { conversationId, until }, start_after: new Date(until) }])
  })

  it('comes back once, at the time set last', async () => {
    const { conversationId } = await write('finn', 'Hello?')
    const [first, second] = [minutes(10), minutes(20)]
    await move(conversationId, 'SNOOZED', first)
    await move(conversationId, 'SNOOZED', second)
    now = new Date(first)
    await wakeConversation(hub.services, { conversationId, until: first })
    expect(await statusOf(conversationId)).toBe('snoozed')
    now = new Date(second)
    await Promise.all([1, 2, 3].map(() => wakeConversation(hub.services, { conversationId, until: second })))
    expect(await statusOf(conversationId)).toBe('open')
    expect(await moves(conversationId)).toEqual([
      { from: 'open', to: 'snoozed', until: first },
      { from: 'snoozed', to: 'snoozed', until: second },
      { from: 'snoozed', to: 'open', by: 'clock' },
    ])
  })

  it('comes back when the customer writes, and its job then does nothing', async () => {
    const { conversationId } = await write('gina', 'Hello?')
    const until = minutes(10)
    await move(conversationId, 'SNOOZED', until)
    await write('gina', 'One more thing')
    expect(await statusOf(conversationId)).toBe('open')
    await move(conversationId, 'CLOSED')
    await wakeConversation(hub.services, { conversationId, until })
    expect(await statusOf(conversationId)).toBe('closed')
  })

  it('is woken by the worker without anybody asking', async () => {
    await registerConversationJobs(hub.services)
    const { conversationId } = await write('hugo', 'Hello?')
    now = new Date()
    await move(conversationId, 'SNOOZED', new Date(now.getTime() + 300).toISOString())
    await vi.waitFor(async () => expect(await statusOf(conversationId)).toBe('open'), {
      timeout: 15_000,
      interval: 100,
    })
  })
})
