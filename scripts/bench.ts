import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isMet, type Result, written } from '../test/bench/measure/result.ts'
import { tableOf } from '../test/bench/measure/table.ts'
import type { Bench } from '../test/bench/measure/bench.ts'
import { root } from './build/root.ts'
import { makeStale } from './build/stale.ts'
import { targets } from './build/targets.ts'

// What the benchmarks import is generated: first make it, then import them.
await makeStale(targets.filter(({ name }) => name === 'prisma' || name === 'graphql'))
const { benches } = await import('../test/bench/benches.ts')
const { openPlace } = await import('../test/bench/measure/place.ts')

const asked = process.argv.slice(2).filter((argument) => argument !== '--')
const known = benches.flatMap((bench) => bench.names)
const wanted = new Set(known.filter((name) => asked.length === 0 || asked.some((prefix) => name.startsWith(prefix))))
if (wanted.size === 0) {
  process.stderr.write(`There is no benchmark of this name. There are:\n  ${known.join('\n  ')}\n`)
  process.exit(1)
}

const place = openPlace((line) => process.stdout.write(`${line}\n`))
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void place.ends.all().finally(() => process.exit(130)))
}
process.once('uncaughtException', (error) => {
  process.stderr.write(`${error.stack ?? error.message}\n`)
  void place.ends.all().finally(() => process.exit(1))
})

const results: Result[] = []
const failed: string[] = []
try {
  for (const bench of benches)
    await measure(
      bench.names.filter((name) => wanted.has(name)),
      bench,
    )
} finally {
  await place.ends.all()
}
process.stdout.write(`\n${tableOf(results)}\n`)
writeFileSync(join(root, 'bench-results.json'), `${JSON.stringify(results.map(written), null, 2)}\n`)
const missed = results.filter((result) => isMet(result) === false).map(({ name }) => name)
process.stdout.write(missed.length > 0 ? `\nGoals missed: ${missed.join(', ')}\n` : '\nEvery goal was met.\n')
if (failed.length > 0) {
  process.stderr.write(`\nCould not be measured:\n  ${failed.join('\n  ')}\n`)
  process.exitCode = 1
}

/** One that cannot be measured does not keep the others from it. */
async function measure(names: string[], bench: Bench) {
  if (names.length === 0) return
  const started = performance.now()
  place.say(`measuring ${names.join(', ')}`)
  try {
    const found = await bench.run(place, wanted)
    results.push(...found.filter(({ name }) => wanted.has(name)))
  } catch (error) {
    failed.push(`${names.join(', ')}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
  }
  place.say(`  took ${((performance.now() - started) / 1000).toFixed(0)} s`)
}
