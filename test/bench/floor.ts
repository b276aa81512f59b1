import { readFileSync } from 'node:fs'
import pg from 'pg'
import type { Bench } from './measure/bench.ts'
import { fill } from './measure/fill.ts'
import { graphqlClient, type GraphqlClient } from './measure/graphql-client.ts'
import { startBenchHub } from './measure/hub.ts'
import { percentile } from './measure/numbers.ts'
import type { Place } from './measure/place.ts'
import { compared } from './measure/result.ts'
import { openScreen } from './measure/screen.ts'
import { signInAll } from './measure/sign-in.ts'

const [agents, supervisors, each, seconds] = [500, 50, 20, 10]

/** Supervisors who watch a large floor while agents change their states. */
export const floor: Bench = {
  names: ['floor.updates', 'floor.cpu'],
  async run(place) {
    const { touched, all, delays } = await measured(place)
    const what = `${supervisors} supervisors watch ${agents} agents, ${each} changes of state a second for ${seconds} s`
    return [
      compared({
        name: 'floor.updates',
        value: percentile(delays, 0.99),
        unit: 'ms',
        goal: { of: 'value', limit: 'at most', than: 1000 },
        how: `${what}: from the agent's request to the frame on each supervisor's socket, ${delays.length} frames, p50 ${percentile(delays, 0.5).toFixed(1)} ms`,
      }),
      compared(
        {
          name: 'floor.cpu',
          value: touched,
          unit: '% of a core',
          goal: { of: 'ratio', limit: 'at most', than: 0.6 },
          how: `${what}: of the hub, screens that ask once a second for the agents concerned`,
        },
        { name: 'screens that ask for the whole floor', value: all },
      ),
    ]
  },
}

async function measured(place: Place) {
  const url = await place.database()
  await fill(url, { conversations: 2000, messagesEach: 1, agents: agents + supervisors })
  await promote(url)
  const headers = await signInAll(url)
  const hub = await startBenchHub(place, url)
  const ask = graphqlClient(hub.address)
  const screens = await Promise.all(headers.map((one) => openScreen(hub.address, one)))
  const changes = await readChanges(ask, headers.slice(supervisors))
  const bosses = headers.slice(0, supervisors)
  const delays: number[] = []
  const concerned = bosses.map(() => new Set<string>())
  for (const [n, screen] of screens.slice(0, supervisors).entries()) {
    screen.on('message', (frame: Buffer) => {
      const id = /"AgentChanged".*?"agent":\{[^}]*?"id":"([^"]+)"/.exec(frame.toString())?.[1]
      const began = id && changes.began.get(id)
      if (!id || !began) return
      delays.push(performance.now() - began)
      concerned[n]?.add(id)
    })
  }
  async function watched(idsOf: (n: number) => string[] | null): Promise<number> {
    const before = cpuSeconds(hub.pid)
    const began = performance.now()
    const watching = bosses.map(async (boss, n) => {
      await later((n * 1000) / supervisors)
      while (performance.now() - began < seconds * 1000) {
        const agentIds = idsOf(n)
        concerned[n]?.clear()
        if (agentIds === null || agentIds.length > 0) await ask(boss, 'FloorAgents', { agentIds })
        await later(1000)
      }
    })
    await Promise.all([...watching, changes.run()])
    return (100 * (cpuSeconds(hub.pid) - before)) / ((performance.now() - began) / 1000)
  }
  await watched(() => null)
  delays.length = 0
  const touched = await watched((n) => [...(concerned[n] ?? [])])
  const told = [...delays]
  const all = await watched(() => null)
  for (const screen of screens) screen.terminate()
  await hub.end()
  await place.drop(url)
  return { touched, all, delays: told }
}

interface Reasons {
  presenceReasons: { id: string; state: string }[]
}
interface Me {
  viewer: { agent: { id: string } }
}

/** Agents who go on a break and come back, at an even pace; `began` has when each asked last. */
async function readChanges(ask: GraphqlClient, people: Record<string, string>[]) {
  const { presenceReasons } = await ask<Reasons>(people[0] ?? {}, 'PresenceReasons', {})
  const reason = (state: string) => presenceReasons.find((one) => one.state === state)?.id
  const reasons = [reason('BREAK'), reason('AVAILABLE')]
  const ids = await Promise.all(people.map(async (one) => (await ask<Me>(one, 'Viewer', {})).viewer.agent.id))
  const began = new Map<string, number>()
  let turn = 0
  async function run() {
    const work = Array.from({ length: each * seconds }, async (_, n) => {
      await later((n * 1000) / each)
      const [place, round] = [turn % people.length, Math.floor(turn / people.length)]
      turn++
      began.set(ids[place] ?? '', performance.now())
      await ask(people[place] ?? {}, 'SetPresence', { input: { reasonId: reasons[round % 2] } })
    })
    await Promise.all(work)
  }
  return { began, run }
}

const later = (ms: number) => new Promise((done) => setTimeout(done, ms))

/** What a process has used of a core so far, by Linux' own counting. */
function cpuSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  return (Number(fields[11]) + Number(fields[12])) / 100
}

async function promote(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(
    `UPDATE agents SET role = 'supervisor' WHERE id IN (SELECT id FROM agents ORDER BY id LIMIT ${supervisors})`,
  )
  await client.end()
}
