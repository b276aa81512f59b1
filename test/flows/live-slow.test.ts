import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { slowConsumer } from '../../server/src/graphql/live/connection.ts'
import { customerWrites } from '../support/customer.ts'
import { follow } from '../support/follower.ts'
import { type Hub, startHub } from '../support/hub.ts'

let hub: Hub
beforeAll(async () => void (hub = await startHub()))
afterAll(() => hub.stop())

const query = 'subscription { changes(after: "0") { cursor ... on MessageAdded { message { body } } } }'

describe('a screen that does not read what it is sent', () => {
  it('is dropped with a code of its own, and gets everything when it comes back with its cursor', async () => {
    const agent = await hub.agent()
    const write = customerWrites(hub.services, hub)
    const body = 'x'.repeat(10_000)
    const total = 1500
    for (let n = 0; n < total; n += 100) {
      await Promise.all(Array.from({ length: 100 }, (_, i) => write(`visitor ${(n + i) % 50}`, body)))
    }

    const address = `${hub.url.replace('http', 'ws')}/graphql`
    const socket = new WebSocket(address, 'graphql-transport-ws', { headers: agent.headers })
    const closed = new Promise<number>((done) => socket.on('close', done))
    await new Promise((done) => socket.on('open', done))
    socket.send('{"type":"connection_init"}')
    await new Promise((done) => socket.once('message', done))
    socket.pause()
    socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query } }))
    const dropped = async () => (await hub.services.metrics.dropped.get()).values[0]?.value ?? 0
    const deadline = Date.now() + 15_000
    while ((await dropped()) === 0 && Date.now() < deadline) await wait(20)
    socket.resume()
    expect(await closed).toBe(slowConsumer)

    const screen = follow(() => [hub.url], agent.headers, '0')
    while (screen.messages.length < total && Date.now() < deadline + 10_000) await wait(20)
    screen.stop()
    expect(screen.messages).toHaveLength(total)
    expect(new Set(screen.messages).size).toBe(total)
  })
})
