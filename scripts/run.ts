import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { enableCompileCache } from 'node:module'
import { randomBytes } from 'node:crypto'
import { join, resolve } from 'node:path'
import { openDataDir } from '../server/src/platform/data-dir.ts'
import { root } from './build/root.ts'
import { makeStale } from './build/stale.ts'
import { targets } from './build/targets.ts'

/**
 * `pnpm start` and `pnpm demo`: builds what is stale, reads `.env`, and becomes the server. The demo is the same server
 * with a demonstration centre on an empty database, by default below `.data/demo`. `pnpm dev` is the demo again after
 * each change, answering operations of anybody's own.
 */
const mode = process.argv[2]
if (mode !== 'start' && mode !== 'demo' && mode !== 'dev') {
  process.stderr.write('Usage: pnpm start | pnpm demo | pnpm dev\n')
  process.exit(2)
}

enableCompileCache(join(root, '.cache/compile'))
if (existsSync(join(root, '.env'))) process.loadEnvFile(join(root, '.env'))
process.env['DATA_DIR'] ||= join(root, mode === 'start' ? '.data/hub' : '.data/demo')
if (mode === 'dev') process.env['NODE_ENV'] ||= 'development'
if (mode !== 'start') {
  process.env['DEMO'] = 'true'
  process.env['DEMO_PASSWORD'] ||= keptPassword(resolve(process.env['DATA_DIR']))
}
await makeStale(targets, (line) => process.stdout.write(`${line}\n`))
await import('../server/src/main.ts')

/** The password of the demo accounts: made once for a data directory, so that it stays good over restarts. */
function keptPassword(dataDir: string): string {
  const path = join(dataDir, 'demo-password')
  try {
    openDataDir(dataDir)
  } catch (error) {
    process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n\n`)
    process.exit(1)
  }
  if (existsSync(path)) return readFileSync(path, 'utf8').trim()
  const password = `demo-${randomBytes(6).toString('hex')}`
  writeFileSync(path, `${password}\n`)
  chmodSync(path, 0o600)
  return password
}
