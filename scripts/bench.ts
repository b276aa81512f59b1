import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Bench } from '../test/bench/measure/bench.ts'
import { isMet, type Result, written } from '../test/bench/measure/result.ts'
import { tableOf } from '../test/bench/measure/table.ts'
import { root } from './build/root.ts'
import { makeStale } from './build/stale.ts'
import { targets } from './build/targets.ts'

// What the benchmarks import is generated: first make it, then import them.
await makeStale(targets.filter(({ name }) => name === 'prisma' || name === 'graphql'))
const { benches } = await import('../test/bench/benches.ts')
const { openPlace } = await import('../test/bench/measure/place.ts')

const say = (line: string) => void process.stdout.write(`${line}\n`)
const complain = (line: string) => void process.stderr.write(`${line}\n`)
const place = openPlace(say)
const results: Result[] = []
const failed: string[] = []
let leaving = false

const wanted = chosen(process.argv.slice(2).filter((argument) => argument !== '--'))
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => leave(130))
process.once('uncaughtException', (error) => {
  complain(error.stack ?? error.message)
  leave(1)
})
for (const bench of benches) await measure(bench)
if (leaving) await new Promise(() => {})
await place.ends.all()
report()

/** The names that begin with what was asked for; all of them when nothing was. */
function chosen(asked: string[]): Set<string> {
  const known = benches.flatMap((bench) => bench.names)
  const found = known.filter((name) => asked.length === 0 || asked.some((prefix) => name.startsWith(prefix)))
  if (found.length > 0) return new Set(found)
  complain(`There is no benchmark of this name. There are:\n  ${known.join('\n  ')}`)
  process.exit(1)
}

/** Ends what was started, and then this process. */
function leave(code: number) {
  if (leaving) process.exit(code)
  leaving = true
  void place.ends.all().finally(() => process.exit(code))
}

/** One that cannot be measured does not keep the others from it. */
async function measure(bench: Bench) {
  const names = bench.names.filter((name) => wanted.has(name))
  if (names.length === 0 || leaving) return
  const started = performance.now()
  say(`measuring ${names.join(', ')}`)
  try {
    const found = await bench.run(place, wanted)
    results.push(...found.filter(({ name }) => wanted.has(name)))
    say(`  took ${((performance.now() - started) / 1000).toFixed(0)} s`)
  } catch (error) {
    if (!leaving) failed.push(`${names.join(', ')}: ${error instanceof Error ? error.stack : String(error)}`)
  }
}

function report() {
  if (results.length > 0) say(`\n${tableOf(results)}`)
  writeFileSync(join(root, 'bench-results.json'), `${JSON.stringify(results.map(written), null, 2)}\n`)
  const missed = results.filter((result) => isMet(result) === false).map(({ name }) => name)
  if (missed.length > 0) say(`\nGoals missed: ${missed.join(', ')}`)
  else if (failed.length === 0) say('\nEvery goal was met.')
  if (failed.length === 0) return
  complain(`\nCould not be measured:\n  ${failed.join('\n  ')}`)
  process.exitCode = 1
}
