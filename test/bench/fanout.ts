import { body } from './measure/bare-intake.ts'
import type { Bench } from './measure/bench.ts'
import { type Child, startChild } from './measure/children.ts'
import { fill } from './measure/fill.ts'
import { startBenchHub } from './measure/hub.ts'
import { operation } from './measure/operations.ts'
import type { Place } from './measure/place.ts'
import { compared, type Result } from './measure/result.ts'
import { signInAll } from './measure/sign-in.ts'
import { chatDoor } from './measure/visitors.ts'

const connections = 5000
const clients = 2
const [warmUp, changes] = [3, 20]
const lookEveryMs = 50

/** A server under test: how agents connect to it, and how a change reaches all of them. */
interface Subject {
  child: Child
  address: string
  graphql: boolean
  headers: Record<string, string>[]
  publish(): Promise<unknown>
}

interface Spent {
  cpu: number
  memory: number
}

/** What a live change costs the server for each agent it goes to, and what an idle agent's connection holds. */
export const fanout: Bench = {
  names: ['fanout.cpu', 'fanout.memory'],
  async run(place) {
    const hub = await measureHub(place)
    const bare = await measureOne(place, await reference(place, 'servers/relay.ts', false))
    const executed = await measureOne(place, await reference(place, 'servers/per-listener.ts', true))
    return figures(hub, bare, executed)
  },
}

async function measureHub(place: Place): Promise<Spent> {
  const url = await place.database()
  const filled = await fill(url, { conversations: 2000, messagesEach: 2, agents: 200 })
  const headers = await signInAll(url)
  const child = await startBenchHub(place, url)
  const door = chatDoor(child.address, filled.channelKey, 1)
  const visitor = await door.begin(1)
  const publish = () => door.send(visitor, body)
  await publish()
  const spent = await measureOne(place, { child, address: child.address, graphql: true, headers, publish })
  door.close()
  await place.drop(url)
  return spent
}

async function reference(place: Place, file: string, graphql: boolean): Promise<Subject> {
  const child = await startChild(place, file)
  const address = await child.ask<string>('address')
  return { child, address, graphql, headers: [{}], publish: () => child.ask('publish') }
}

/** CPU in µs for each delivery and memory in kB for each connection; ends the server. */
async function measureOne(place: Place, subject: Subject): Promise<Spent> {
  await crowd(place, subject, 20, async (few) => {
    for (let i = 0; i < warmUp; i++) await spread(few, subject)
  })
  const before = await subject.child.ask<number>('memory')
  return crowd(place, subject, connections, async (many) => {
    const memory = ((await subject.child.ask<number>('memory')) - before) / connections / 1000
    for (let i = 0; i < warmUp; i++) await spread(many, subject)
    const began = await subject.child.ask<number>('cpu')
    for (let i = 0; i < changes; i++) await spread(many, subject)
    const cpu = ((await subject.child.ask<number>('cpu')) - began) / (connections * changes)
    await subject.child.end()
    return { cpu, memory }
  })
}

/** Connects agents out of two processes, each following all changes, for as long as `use` takes. */
async function crowd<Out>(
  place: Place,
  { address, graphql, headers }: Subject,
  count: number,
  use: (agents: Agents) => Promise<Out>,
): Promise<Out> {
  const processes = await Promise.all(Array.from({ length: clients }, () => startChild(place, 'clients/agents.ts')))
  const { text: query, extensions } = operation('Changes')
  for (const agents of processes) {
    await agents.ask('connect', { address, headers, graphql, count: count / clients })
  }
  if (graphql) await Promise.all(processes.map((agents) => agents.ask('follow', { query, extensions, variables: {} })))
  await settled(processes)
  const out = await use({ count, processes })
  await Promise.all(processes.map((agents) => agents.end()))
  return out
}

interface Agents {
  count: number
  processes: Child[]
}

/** Publishes one change and waits until every agent has it. */
async function spread({ count, processes }: Agents, { publish }: Subject) {
  const before = await frames(processes)
  const started = performance.now()
  await publish()
  while ((await frames(processes)) < before + count) {
    if (performance.now() - started > 15_000) throw new Error('a change did not reach everybody within 15 s')
    await pause(lookEveryMs)
  }
  if ((await frames(processes)) > before + count) throw new Error('a change reached somebody twice')
}

/** Waits until nothing is under way any more, such as news of agents who came. */
async function settled(processes: Child[]) {
  for (let last = -1, now = await frames(processes); last !== now; now = await frames(processes)) {
    last = now
    await pause(1200)
  }
}

async function frames(processes: Child[]): Promise<number> {
  const each = await Promise.all(processes.map((agents) => agents.ask<number>('frames')))
  return each.reduce((sum, n) => sum + n, 0)
}

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms))

function figures(hub: Spent, bare: Spent, executed: Spent): Result[] {
  const who = `${connections} agents' sockets of four roles who follow \`changes\` with the web app's subscription`
  const other = (figure: keyof Spent, unit: string) =>
    `graphql-ws that executes for every listener: ${executed[figure].toFixed(1)} ${unit}`
  return [
    compared(
      {
        name: 'fanout.cpu',
        value: hub.cpu,
        unit: 'µs/delivery',
        goal: { of: 'value', limit: 'at most', than: 20 },
        how: `CPU of the server process for taking in, reading back, encoding and sending ${changes} messages to ${who}; ${other('cpu', 'µs')}`,
      },
      { name: 'bare ws broadcast', value: bare.cpu },
    ),
    compared(
      {
        name: 'fanout.memory',
        value: hub.memory,
        unit: 'kB/connection',
        goal: { of: 'value', limit: 'at most', than: 20 },
        how: `growth of the server's resident memory, after garbage collection, by ${who}, idle; ${other('memory', 'kB')}`,
      },
      { name: 'bare ws', value: bare.memory },
    ),
  ]
}
