import { existsSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'

/** What a script imports as it loads: `import … from "./x.js"`, `import "./x.js"`, `export … from "./x.js"`. */
const statics = /(?:^|[;}\s])(?:import|export)\b(?!\s*\()[^"'`;()]*?["'](\.{1,2}\/[^"']+)["']/g

/** The files and everything they import statically, each once; paths below `folder`. */
export function staticClosure(folder: string, entries: string[]): string[] {
  const found = new Set<string>()
  const visit = (file: string) => {
    if (found.has(file) || !existsSync(join(folder, file))) return
    found.add(file)
    if (!file.endsWith('.js')) return
    const code = readFileSync(join(folder, file), 'utf8')
    for (const [, imported] of code.matchAll(statics)) visit(posix.join(posix.dirname(file), imported ?? ''))
  }
  entries.forEach(visit)
  return [...found]
}
