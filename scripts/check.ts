import { execFileSync, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './build/root.ts'
import { makeStale } from './build/stale.ts'
import { targets } from './build/targets.ts'

/** `pnpm check`: types of server, tests, widget and web app, lint, format, and the printed schema being the committed one. */
await makeStale(targets.filter((target) => ['prisma', 'graphql'].includes(target.name)))
const bin = (name: string) => join(root, 'node_modules', name)
const checks: [string, string[]][] = [
  ['types', [bin('typescript7/bin/tsc'), '-p', 'tsconfig.json']],
  ['widget types', [bin('typescript7/bin/tsc'), '-p', 'widget']],
  ['web types', [bin('vue-tsc/bin/vue-tsc.js'), '--noEmit', '-p', 'web']],
  ['lint', [bin('oxlint/bin/oxlint')]],
  ['format', [bin('oxfmt/bin/oxfmt'), '--check']],
]
const results = await Promise.all(checks.map(([name, args]) => run(name, args)))
if (schemaChanged()) {
  console.error('✗ schema.graphql is not what the folders say: commit the printed one')
  results.push(false)
}
if (results.includes(false)) process.exit(1)

function run(name: string, args: string[]): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>()
  const child = spawn(process.execPath, args, { cwd: root })
  let said = ''
  child.stdout.on('data', (chunk) => (said += chunk))
  child.stderr.on('data', (chunk) => (said += chunk))
  child.on('close', (code) => {
    console.log(`${code === 0 ? '✓' : '✗'} ${name}`)
    if (code !== 0) console.error(said.split('\n').slice(0, 60).join('\n'))
    resolve(code === 0)
  })
  return promise
}

/** Only on a clean checkout can a difference mean that the printed schema was forgotten. */
function schemaChanged(): boolean {
  if (!process.env['CI'] || !existsSync(join(root, '.git'))) return false
  return execFileSync('git', ['status', '--porcelain', 'schema.graphql'], { cwd: root, encoding: 'utf8' }).trim() !== ''
}
