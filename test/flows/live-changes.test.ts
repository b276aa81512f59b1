import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AgentClient } from '../support/agent.ts'
import { customerWrites } from '../support/customer.ts'
import { type Hub, startHub } from '../support/hub.ts'

const changes =
  'subscription($after: Cursor) { changes(after: $after) { __typename cursor ... on MessageAdded { message { id seq body } } } }'

interface Change {
  __typename: string
  cursor: string
  message?: { id: string; seq: number; body: string }
}

let hub: Hub
let agent: AgentClient
let write: ReturnType<typeof customerWrites>
beforeAll(async () => {
  hub = await startHub()
  agent = await hub.agent()
  write = customerWrites(hub.services, hub)
})
afterAll(() => hub.stop())

/** Follows the changes from `after` until `enough` says so, or for `atMost` ms: what came until then. */
async function follow(
  after: string | null,
  enough: (all: Change[]) => boolean,
  who = agent,
  atMost = 25_000,
): Promise<Change[]> {
  const all: Change[] = []
  const { promise, resolve } = Promise.withResolvers<void>()
  const stop = who.subscribe(changes, { after }, (data) => {
    // Passing changes, such as an agent who comes, have no place in the log.
    if (data.changes.cursor === null) return
    all.push(data.changes)
    if (enough(all)) resolve()
  })
  await Promise.race([promise, wait(atMost)])
  stop()
  return [...all]
}

const bodies = (all: Change[]) => all.flatMap((c) => (c.message ? [c.message.body] : []))

describe('an agent who follows the changes', () => {
  it('sees what a customer writes while it is written', async () => {
    const seen = follow(null, (all) => bodies(all).length === 2)
    await wait(150)
    await write('anna', 'Hello')
    await write('anna', 'Is anybody there?')
    expect(bodies(await seen)).toEqual(['Hello', 'Is anybody there?'])
  })

  it('is told first what they missed, then what is new, each once and in order', async () => {
    const start = String(hub.services.tail.position())
    for (let n = 0; n < 30; n++) await write('ben', `old ${n}`)
    const seen = follow(start, (all) => bodies(all).length === 60)
    for (let n = 0; n < 30; n++) await write('ben', `new ${n}`)
    const all = await seen
    expect(bodies(all)).toEqual([
      ...Array.from({ length: 30 }, (_, n) => `old ${n}`),
      ...Array.from({ length: 30 }, (_, n) => `new ${n}`),
    ])
    const cursors = all.map((c) => BigInt(c.cursor))
    expect(cursors).toEqual(cursors.toSorted((a, b) => (a < b ? -1 : 1)))
  })

  it('sees each fact exactly once when cut off at random moments', async () => {
    let after = String(hub.services.tail.position())
    const wanted = Array.from({ length: 200 }, (_, n) => `cut ${n}`)
    const writing = Promise.all(
      wanted.map(async (body, n) => {
        await wait(n * 4)
        await write(`visitor ${n % 7}`, body)
      }),
    )
    const seen: string[] = []
    const deadline = Date.now() + 20_000
    while (seen.length < wanted.length && Date.now() < deadline) {
      const until = 1 + Math.floor(Math.random() * 30)
      const part = await follow(after, (all) => all.length >= until, agent, 500)
      seen.push(...bodies(part))
      after = part.at(-1)?.cursor ?? after
    }
    await writing
    expect(seen.toSorted()).toEqual(wanted.toSorted())
  })

  it('never sees a fact that was rolled back, and misses none that was committed late', async () => {
    const after = String(hub.services.tail.position())
    const { pool } = hub.services.db
    const [slow, lost] = [await pool.connect(), await pool.connect()]
    const insert = "INSERT INTO events (type, data) VALUES ('directory.changed', $1) RETURNING id"
    await slow.query('BEGIN')
    const late = (await slow.query(insert, [{ list: 'LABELS' }])).rows[0].id
    await lost.query('BEGIN')
    const gone = (await lost.query(insert, [{ list: 'TEAMS' }])).rows[0].id
    await write('cora', 'after both')
    const seen = follow(after, (all) => bodies(all).includes('after both'))
    await wait(200)
    await lost.query('ROLLBACK')
    await wait(100)
    await slow.query('COMMIT')
    const cursors = (await seen).map((c) => c.cursor)
    expect(cursors[0]).toBe(late)
    expect(cursors).not.toContain(gone)
    slow.release()
    lost.release()
  })

  it('is refused without a session', async () => {
    const { WebSocket } = await import('ws')
    const socket = new WebSocket(`${hub.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws')
    const status = await new Promise((done) => socket.on('unexpected-response', (_req, res) => done(res.statusCode)))
    expect(status).toBe(401)
  })

  it('limited to a brand, sees nothing of another', async () => {
    const { db } = hub.services
    const other = await db.prisma.brand.create({ data: { name: 'Other' } })
    const limited = await hub.agent({ brandIds: [other.id] })
    const channel = await db.prisma.channel.create({
      data: { kind: 'chat', name: 'Other', brandId: other.id, publicKey: 'other' },
    })
    const seen = follow(null, (all) => bodies(all).length > 0, limited)
    await wait(150)
    await write('dan', 'for Nordlicht')
    await customerWrites(hub.services, { channelId: channel.id, brandId: other.id })('eve', 'for Other')
    expect(bodies(await seen)).toEqual(['for Other'])
  })
})
