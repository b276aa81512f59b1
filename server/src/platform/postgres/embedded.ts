import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chownSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'
import pg from 'pg'
import { type Place, placeFor, setOrphanAside } from './account.ts'

/** A running PostgreSQL of our own. */
export interface EmbeddedPostgres {
  /** The database of the hub. */
  url: string
  /** True when it was already running: left behind by a hub that was killed. */
  adopted: boolean
  stop(): Promise<void>
}

export interface EmbeddedOptions {
  dataDir: string
  /** Server settings beside our own, such as `fsync=off` in tests. */
  settings?: Record<string, string>
  /** Where it listens; any free port unless told. */
  port?: number
}

const ownSettings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '120',
  shared_buffers: '128MB',
  wal_compression: 'on',
  log_min_messages: 'warning',
  // A hub that died must not hold its locks and its place for the two hours of TCP's default.
  tcp_keepalives_idle: '30',
}

/**
 * Starts the built-in PostgreSQL under `dataDir`, or adopts the one a killed hub left running there. The data is made
 * on first start. Resolves when it answers.
 * @throws Error in words for people when it cannot be made or started.
 */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const place = placeFor(options.dataDir)
  mkdirSync(options.dataDir, { recursive: true })
  setOrphanAside(place.data, passwordFile(options.dataDir))
  if (!existsSync(join(place.data, 'PG_VERSION'))) await makeCluster(place, options.dataDir)
  const password = readFileSync(passwordFile(options.dataDir), 'utf8').trim()
  const stop = () => run(place, 'pg_ctl', ['stop', '-D', place.data, '-m', 'fast', '-w'])
  const running = await runningUrl(place, password)
  if (running) return { url: running, adopted: true, stop }
  const port = options.port ?? (await freePort())
  const flags = Object.entries({ ...ownSettings, ...options.settings, port: String(port) })
  const server = flags.map(([name, value]) => `-c ${name}=${value === '' ? "''" : value}`).join(' ')
  await run(place, 'pg_ctl', [
    'start',
    '-D',
    place.data,
    '-l',
    join(place.data, 'server.log'),
    '-w',
    '-t',
    '60',
    '-o',
    server,
  ])
  return { url: address(port, password), adopted: false, stop }
}

const passwordFile = (dataDir: string) => join(dataDir, 'postgres-password')
const address = (port: number, password: string) => `postgresql://switchboard:${password}@127.0.0.1:${port}/switchboard`

async function makeCluster(place: Place, dataDir: string) {
  rmSync(place.data, { recursive: true, force: true })
  mkdirSync(dirname(place.data), { recursive: true, mode: 0o755 })
  mkdirSync(place.data, { mode: 0o700 })
  if (place.account) chownSync(place.data, place.account.uid, place.account.gid)
  const password = randomBytes(24).toString('base64url')
  const handed = join(dirname(place.data), `.initdb-${process.pid}`)
  writeFileSync(handed, password, { mode: 0o600 })
  if (place.account) chownSync(handed, place.account.uid, place.account.gid)
  const locale = ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C']
  const access = ['--username=switchboard', '--auth=scram-sha-256', `--pwfile=${handed}`]
  try {
    // The password is kept before the data exists, so that no kill in between leaves data that cannot be opened.
    writeFileSync(passwordFile(dataDir), `${password}\n`, { mode: 0o600 })
    await run(place, 'initdb', ['-D', place.data, ...locale, ...access])
  } catch (error) {
    rmSync(place.data, { recursive: true, force: true })
    throw error
  } finally {
    rmSync(handed, { force: true })
  }
}

/** The address of a server that already runs on the data, if one answers; lines 1 and 4 of its pid file name it. */
async function runningUrl(place: Place, password: string): Promise<string | null> {
  const pidFile = join(place.data, 'postmaster.pid')
  if (!existsSync(pidFile)) return null
  const port = Number(readFileSync(pidFile, 'utf8').split('\n')[3])
  if (!port) return null
  const url = address(port, password)
  return (await answers(url)) ? url : null
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({
    connectionString: url.replace(/\/switchboard$/, '/postgres'),
    connectionTimeoutMillis: 3000,
  })
  client.on('error', () => {})
  try {
    await client.connect()
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => {})
  }
}

/** Makes the hub's database inside a server unless it is there. */
export async function ensureDatabase(url: string): Promise<void> {
  const target = new URL(url)
  const name = target.pathname.slice(1)
  target.pathname = '/postgres'
  const client = new pg.Client({ connectionString: target.href })
  await client.connect()
  try {
    const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name])
    if (found.rowCount === 0) await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`)
  } finally {
    await client.end()
  }
}

function run(place: Place, program: string, args: string[]): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  const child = spawn(join(place.bin, program), args, {
    ...place.account,
    cwd: '/',
    env: { PATH: process.env['PATH'] ?? '', LC_ALL: 'C', TZ: 'UTC' },
    // pg_ctl's server inherits its output: only a closed one lets this process end before the server does.
    stdio: ['ignore', 'ignore', program === 'initdb' ? 'pipe' : 'ignore'],
  })
  let said = ''
  child.stderr?.on('data', (chunk) => (said += chunk))
  child.on('error', reject)
  child.on('exit', (code) => {
    if (code === 0) return resolve()
    const log = join(place.data, 'server.log')
    const detail = said || (existsSync(log) ? readFileSync(log, 'utf8').split('\n').slice(-8).join('\n') : '')
    reject(new Error(`PostgreSQL's ${program} failed (code ${code}). ${detail.trim()}`))
  })
  return promise
}

function freePort(): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>()
  const probe = createServer().on('error', reject)
  probe.listen(0, '127.0.0.1', () => {
    const bound = probe.address()
    probe.close(() => resolve(typeof bound === 'object' && bound ? bound.port : 0))
  })
  return promise
}
