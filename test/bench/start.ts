import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../../scripts/build/root.ts'
import type { Bench } from './measure/bench.ts'
import { freePort, ready } from './measure/hub.ts'
import { median } from './measure/numbers.ts'
import type { Place } from './measure/place.ts'
import { residentKilobytes } from './measure/resident.ts'
import { compared, type Result } from './measure/result.ts'

const rounds = 3
const restSeconds = 10

/** How long people wait for a start, and what a hub holds that nobody uses. */
export const start: Bench = {
  names: ['start.cold', 'start.warm', 'memory.rest'],
  async run(place, wanted) {
    const [cold, warm]: [number[], number[]] = [[], []]
    let dataDir = ''
    for (let round = 0; round < rounds; round++) {
      dataDir = place.folder()
      cold.push((await startOnce(place, direct, dataDir)).seconds)
      warm.push((await startOnce(place, direct, dataDir)).seconds)
    }
    const byPnpm = existsSync(join(root, 'scripts/run.ts')) ? (await startOnce(place, pnpm, dataDir)).seconds : null
    const rest = wanted.has('memory.rest') ? (await startOnce(place, direct, dataDir, restSeconds)).memory : 0
    return figures(median(cold), median(warm), byPnpm, rest)
  },
}

interface Command {
  program: string
  args: string[]
}

const direct: Command = { program: process.execPath, args: ['server/src/main.ts'] }
/** As people start it. */
const pnpm: Command = { program: 'npx', args: ['-y', 'pnpm', 'start'] }

/** Starts a hub on its own PostgreSQL, lets it rest, and stops it as a service manager would. */
async function startOnce(place: Place, { program, args }: Command, dataDir: string, rest = 0) {
  const port = await freePort()
  const env = {
    ...process.env,
    DATA_DIR: dataDir,
    PORT: String(port),
    DEMO: 'false',
    NODE_ENV: 'production',
    DATABASE_URL: '',
  }
  // A group of its own, so that stopping reaches what pnpm has started.
  const child = spawn(program, args, { cwd: root, env, stdio: 'ignore', detached: true })
  const end = place.ends.add(() => stop(child))
  const seconds = (await ready(`127.0.0.1:${port}`)) / 1000
  await new Promise((done) => setTimeout(done, rest * 1000))
  const memory = residentKilobytes(child.pid ?? 0) / 1000
  await end()
  return { seconds, memory }
}

async function stop(child: ChildProcess) {
  if (child.exitCode !== null || child.signalCode !== null || !child.pid) return
  const gone = once(child, 'exit')
  process.kill(-child.pid, 'SIGTERM')
  await gone
}

function figures(cold: number, warm: number, byPnpm: number | null, rest: number): Result[] {
  const asPeople = byPnpm === null ? '' : `; through \`npx -y pnpm start\` ${byPnpm.toFixed(1)} s`
  const how = (what: string) =>
    `from starting node server/src/main.ts ${what} until /readyz says yes, asked every 10 ms; median of ${rounds}`
  return [
    compared({
      name: 'start.cold',
      value: cold,
      unit: 's',
      goal: null,
      how: how('on an empty data directory (PostgreSQL is made, started and migrated)'),
    }),
    compared({
      name: 'start.warm',
      value: warm,
      unit: 's',
      goal: { of: 'value', limit: 'at most', than: 3 },
      how: how('a second time') + asPeople,
    }),
    compared({
      name: 'memory.rest',
      value: rest,
      unit: 'MB',
      goal: null,
      how: `resident memory of the hub's process ${restSeconds} s after a warm start that nobody used; PostgreSQL's own processes not counted`,
    }),
  ]
}
