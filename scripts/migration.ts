import { execFileSync } from 'node:child_process'
import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ensureDatabase, startEmbeddedPostgres } from '../server/src/platform/postgres/embedded.ts'
import { schemaDifference } from '../server/src/platform/schema-difference.ts'
import { root } from './build/root.ts'

/**
 * `pnpm migration NAME`: writes the SQL that leads from the last commit's prisma/schema to the one in the work tree,
 * as a new folder of prisma/migrations. Read it, add what Prisma cannot say, and commit both together.
 */
const name = process.argv[2]
if (!name || !/^[a-z0-9_]+$/.test(name)) {
  console.error('Usage: pnpm migration name_in_snake_case')
  process.exit(2)
}

const git = (...args: string[]) => execFileSync('git', args, { cwd: root, encoding: 'utf8' })
const committed = () =>
  git('ls-tree', '-r', '--name-only', 'HEAD', 'prisma/schema')
    .split('\n')
    .filter((file) => file.endsWith('.prisma'))
    .map((file) => ({ path: file, content: git('show', `HEAD:${file}`) }))
const present = globSync('prisma/schema/*.prisma', { cwd: root }).map((file) => ({
  path: file,
  content: readFileSync(join(root, file), 'utf8'),
}))

const first = globSync('prisma/migrations/*/migration.sql', { cwd: root }).length === 0
const database = await startEmbeddedPostgres({ dataDir: join(root, '.cache/migration') })
await ensureDatabase(database.url)
const sql = await schemaDifference(database.url, first ? null : committed(), present)
const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14)
const folder = join(root, 'prisma/migrations', `${stamp}_${name}`)
mkdirSync(folder, { recursive: true })
writeFileSync(join(folder, 'migration.sql'), sql)
await database.stop()
console.log(`wrote ${folder}/migration.sql`)
process.exit(0)
