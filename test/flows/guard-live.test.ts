import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { WebSocket } from 'ws'
import type { AgentClient } from '../support/agent.ts'
import { customerWrites } from '../support/customer.ts'
import { follow } from '../support/follower.ts'
import { type Hub, startHub } from '../support/hub.ts'

let hub: Hub
let agent: AgentClient
let write: ReturnType<typeof customerWrites>
beforeAll(async () => {
  hub = await startHub()
  agent = await hub.agent()
  write = customerWrites(hub.services, hub)
})
afterAll(() => hub.stop())

const until = async (done: () => boolean) => {
  for (const end = Date.now() + 15_000; !done() && Date.now() < end;) await wait(20)
}

/** Opens a socket, says hello, sends one subscribe message and collects what comes until it closes. */
function socketOf(query: string) {
  const socket = new WebSocket(`${hub.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', {
    headers: agent.headers,
  })
  const heard: { type: string; payload?: unknown }[] = []
  const closed = new Promise<number>((done) => socket.on('close', done))
  socket.on('open', () => socket.send('{"type":"connection_init"}'))
  socket.on('message', (data) => {
    const message = JSON.parse(String(data))
    heard.push(message)
    if (message.type === 'connection_ack')
      socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query } }))
  })
  return { socket, heard, closed }
}

/** Reads of a table fail the next `times` times, as they do when the database goes away for a moment. */
function failing(table: string, times: number) {
  const { pool } = hub.services.db
  const real = pool.query.bind(pool) as (...given: unknown[]) => Promise<unknown>
  let left = times
  let failed = 0
  const spy = vi.spyOn(pool, 'query').mockImplementation(((...given: [{ name?: string }]) => {
    if (!given[0].name?.startsWith(`rows-${table}-`) || left-- <= 0) return real(...given)
    failed++
    return Promise.reject(new Error(`relation "${table}" is on fire`))
  }) as never)
  return { failed: () => failed, mend: () => spy.mockRestore() }
}

describe('a screen that follows the changes', () => {
  it('misses nothing when a change cannot be read for a moment: it is cut off and comes back', async () => {
    const screen = follow(() => [hub.url], agent.headers, String(hub.services.tail.position()))
    const first = await write('ada', 'before')
    await until(() => screen.messages.length === 1)
    const broken = failing('messages', 1)
    const during = await write('ada', 'during')
    await until(() => broken.failed() > 0)
    const after = await write('ada', 'after')
    await until(() => screen.messages.length >= 3)
    screen.stop()
    broken.mend()
    expect(screen.messages).toEqual([first, during, after].map((one) => one.messageId))
    expect(screen.cuts()).toBeGreaterThan(0)
  })

  it('is cut off, not left waiting, when what it missed cannot be read; then it gets it', async () => {
    const start = String(hub.services.tail.position())
    const missed = await write('bea', 'missed')
    await until(() => String(hub.services.tail.position()) !== start)
    const broken = failing('messages', 1)
    const screen = follow(() => [hub.url], agent.headers, start)
    await until(() => screen.messages.length === 1)
    screen.stop()
    broken.mend()
    expect(screen.messages).toEqual([missed.messageId])
  })

  it('is never shown the words of an unexpected failure', async () => {
    const query = 'subscription { changes { cursor ... on MessageAdded { message { attachments { id } } } } }'
    const broken = failing('attachments', Infinity)
    const { heard, closed } = socketOf(query)
    await until(() => heard.length > 0)
    await wait(100)
    await write('cleo', 'hello')
    expect(await closed).toBe(1013)
    broken.mend()
    expect(JSON.stringify(heard)).not.toContain('on fire')
  })

  it('asks for subscriptions only: what reads and changes goes over HTTP with its limits', async () => {
    for (const query of ['{ viewer { demo } }', 'mutation { ping }']) {
      const { socket, heard } = socketOf(query)
      await until(() => heard.length > 1)
      socket.close()
      expect(heard[1]?.type).toBe('error')
      expect(JSON.stringify(heard[1]?.payload)).toContain('SUBSCRIPTIONS_ONLY')
    }
  })
})
