import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { makeStale } from './build/stale.ts'
import { root } from './build/root.ts'
import { targets } from './build/targets.ts'

/** `pnpm test [FILTER …]`: builds what is stale, checks types and style, then runs every test, browser tests included. */
await makeStale(targets)
const filters = process.argv.slice(2)
if (filters.length === 0) run('check', ['scripts/check.ts'])
run('tests', [join(root, 'node_modules/vitest/vitest.mjs'), 'run', ...filters])

function run(what: string, args: string[]) {
  const { status, signal } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' })
  if (status === 0) return
  console.error(`\n${what} failed${signal ? ` (${signal})` : ''}`)
  process.exit(status ?? 1)
}
