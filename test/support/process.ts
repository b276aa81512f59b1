import { type ChildProcess, spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { join, resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

const root = resolve(import.meta.dirname, '../..')
/** Dozens of hubs are started: only the first has to make sense of the same two thousand files. */
const loadedOnce = { NODE_COMPILE_CACHE: join(root, '.cache/compile') }

/** A hub in a process of its own, as `pnpm start` runs it. */
export interface HubProcess {
  url: string
  port: number
  /** What it has printed so far. */
  output(): string
  /** Ends it like a crash of the machine would. */
  kill(): Promise<void>
  /** Asks it to stop; resolves with its exit code. */
  stop(): Promise<number | null>
}

/** Starts a hub and resolves once /readyz says ready. @throws Error with what it printed when it ends before that. */
export async function startProcess(env: Record<string, string>): Promise<HubProcess> {
  const port = Number(env['PORT'] ?? (await freePort()))
  const hub = run({ ...env, PORT: String(port) })
  const url = `http://127.0.0.1:${port}`
  const deadline = Date.now() + 60_000
  // Where it says itself that it listens, another one's answer on this port is none.
  const listens = () => env['LOG_LEVEL'] !== undefined || hub.output().includes('listening')
  while (!listens() || !(await ready(url))) {
    if (hub.ended() || Date.now() > deadline) {
      await hub.kill()
      throw new Error(hub.output())
    }
    await wait(50)
  }
  return { ...hub, url, port }
}

/** Runs a hub that is expected to end by itself: its exit code and what it printed. */
export async function runToEnd(env: Record<string, string>): Promise<{ code: number | null; output: string }> {
  const hub = run(env)
  const code = await hub.closed
  return { code, output: hub.output() }
}

function run(env: Record<string, string>) {
  const child: ChildProcess = spawn(process.execPath, [join(root, 'server/src/main.ts')], {
    cwd: root,
    env: {
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
      NODE_ENV: 'test',
      LOG_LEVEL: 'info',
      ...loadedOnce,
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  child.stdout?.on('data', (chunk) => (said += chunk))
  child.stderr?.on('data', (chunk) => (said += chunk))
  const exited = new Promise<number | null>((done) => child.on('exit', (code) => done(code)))
  // Later than its end: what it printed last has been read, too.
  const closed = new Promise<number | null>((done) => child.on('close', (code) => done(code)))
  return {
    closed,
    output: () => said,
    ended: () => child.exitCode !== null || child.signalCode !== null,
    async kill() {
      child.kill('SIGKILL')
      await exited
    },
    stop() {
      child.kill('SIGTERM')
      return exited
    },
  }
}

async function ready(url: string): Promise<boolean> {
  const answer = await fetch(`${url}/readyz`).catch(() => null)
  return answer?.status === 200
}

/** Given out here already: two hubs that start at once must not be told of the same one. */
const given = new Set<number>()

/** A port nobody uses right now. */
export async function freePort(): Promise<number> {
  const { promise, resolve: done } = Promise.withResolvers<number>()
  const probe = createServer().listen(0, '127.0.0.1', () => {
    const address = probe.address()
    probe.close(() => done(typeof address === 'object' && address ? address.port : 0))
  })
  const port = await promise
  if (given.has(port)) return freePort()
  given.add(port)
  return port
}
