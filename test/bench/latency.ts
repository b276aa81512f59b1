import type { Bench } from './measure/bench.ts'
import { type Child, startChild } from './measure/children.ts'
import { fill } from './measure/fill.ts'
import { startBenchHub } from './measure/hub.ts'
import { percentile } from './measure/numbers.ts'
import { operation } from './measure/operations.ts'
import type { Place } from './measure/place.ts'
import { compared } from './measure/result.ts'
import { signInAll } from './measure/sign-in.ts'

const [agents, visitors, each, seconds] = [200, 1000, 100, 15]
/** In warming up 700 visitors write for the first time; the others do among the messages that are measured. */
const warmUp = 700

/** How long a visitor's message takes to every agent's socket. */
export const latency: Bench = {
  names: ['latency.p99'],
  async run(place) {
    const hub = await throughHub(place)
    const relay = await throughRelay(place)
    const p50 = (delays: number[]) => `p50 ${percentile(delays, 0.5).toFixed(1)} ms`
    const how =
      `from a visitor's POST to the frame on each of ${agents} agents' sockets, ${each} messages/s for ${seconds} s with ${visitors} ` +
      `visitors' event streams open, one message in five by a visitor who is new, ${hub.length} deliveries, ${p50(hub)}; the same clients on the relay, which stores nothing: ${p50(relay)}`
    return [
      compared(
        {
          name: 'latency.p99',
          value: percentile(hub, 0.99),
          unit: 'ms',
          goal: { of: 'value', limit: 'at most', than: 40 },
          how,
        },
        { name: 'bare ws relay in one process, p99', value: percentile(relay, 0.99) },
      ),
    ]
  },
}

async function throughHub(place: Place): Promise<number[]> {
  const url = await place.database()
  const filled = await fill(url, { conversations: 50_000, messagesEach: 2, agents })
  const headers = await signInAll(url)
  const server = await startBenchHub(place, url)
  const delays = await delaysOf(place, { ...server, channelKey: filled.channelKey, headers, graphql: true })
  await server.end()
  await place.drop(url)
  return delays
}

async function throughRelay(place: Place): Promise<number[]> {
  const server = await startChild(place, 'servers/relay.ts')
  const address = await server.ask<string>('address')
  const delays = await delaysOf(place, { address, channelKey: 'any', headers: [{}], graphql: false })
  await server.end()
  return delays
}

interface Subject {
  address: string
  channelKey: string
  headers: Record<string, string>[]
  graphql: boolean
}

/** Milliseconds of every delivery, with agents in one process and visitors in another. */
async function delaysOf(place: Place, { address, channelKey, headers, graphql }: Subject): Promise<number[]> {
  const [watching, writing] = await Promise.all([
    startChild(place, 'clients/agents.ts'),
    startChild(place, 'clients/visitors.ts'),
  ])
  await watching.ask('connect', { address, headers, graphql, count: agents })
  const { text: query, extensions } = operation('Changes')
  if (graphql) await watching.ask('follow', { query, extensions, variables: {} })
  await writing.ask('use', { address, channelKey, connections: 64 })
  await writing.ask('begin', visitors)
  await writing.ask('follow')
  await paced(watching, writing, warmUp)
  const delays = await paced(watching, writing, each * seconds)
  await Promise.all([watching.end(), writing.end()])
  return delays
}

/** Every delivery must have come: a message that reached nobody would look like none that was slow. */
async function paced(watching: Child, writing: Child, messages: number): Promise<number[]> {
  await watching.ask('watch')
  await writing.ask('pace', { each, messages })
  const until = performance.now() + 60_000
  while ((await watching.ask<number>('watched')) < messages * agents) {
    if (performance.now() > until) throw new Error('some messages did not reach every agent within a minute')
    await new Promise((done) => setTimeout(done, 100))
  }
  return watching.ask<number[]>('delays')
}
