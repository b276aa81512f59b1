import { createHash } from 'node:crypto'
import { globSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { root } from './root.ts'

/** One thing that is made from others. */
export interface Target {
  name: string
  /** Patterns of the files it is made from, below the checkout. */
  from: string[]
  /** Files that must be there once it is made. */
  to: string[]
  make: () => Promise<void>
}

/** Makes the targets whose sources changed since they were last made, in order. Prints a line for each one made. */
export async function makeStale(targets: Target[], say: (line: string) => void = console.log): Promise<void> {
  for (const target of targets) {
    const stamp = join(root, '.cache/build', target.name)
    const fresh = fingerprint(target.from)
    const made = target.to.every((file) => existsSync(join(root, file)))
    if (made && existsSync(stamp) && readFileSync(stamp, 'utf8') === fresh) continue
    const started = performance.now()
    await target.make()
    mkdirSync(dirname(stamp), { recursive: true })
    writeFileSync(stamp, fingerprint(target.from))
    say(`built ${target.name} in ${((performance.now() - started) / 1000).toFixed(1)} s`)
  }
}

function fingerprint(patterns: string[]): string {
  const hash = createHash('sha256')
  const exclude = (name: string) => name.endsWith('node_modules') || name.endsWith('dist')
  for (const file of globSync(patterns, { cwd: root, exclude }).toSorted()) {
    hash.update(file).update(readFileSync(join(root, file)))
  }
  return hash.digest('hex')
}
