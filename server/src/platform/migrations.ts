import { readdir, readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'
import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { bounded } from './database.ts'
import { withSchemaEngine } from './schema-engine.ts'

/** The folder of migrations in a checkout. */
export const migrationsFolder = resolve(import.meta.dirname, '../../../prisma/migrations')

const lockId = 7_246_310_001

/**
 * Brings the database to the newest migration and returns the names of those applied now. One process does it at a
 * time; others wait for it. The bookkeeping is Prisma's own (`_prisma_migrations`), so that its command line works on
 * the same database.
 * @throws Error when a migration fails; it is then recorded as failed and nothing later is tried.
 */
export async function migrate(url: string, folder = migrationsFolder): Promise<string[]> {
  const names = (await readdir(folder, { withFileTypes: true })).filter((e) => e.isDirectory()).map((e) => e.name)
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await unbounded(client)
    await client.query('SELECT pg_advisory_lock($1)', [lockId])
    if (await upToDate(client, names)) return []
    return await apply(url, folder, names.toSorted())
  } finally {
    await client.end()
  }
}

/** An index on a big table takes its time, and so may the process that is before us, whatever the account's own settings. */
const unbounded = bounded(0, 0)

/** Loading the engine takes a third of a second, so that a start with nothing to do asks the bookkeeping itself. */
async function upToDate(client: pg.Client, names: string[]): Promise<boolean> {
  const table = await client.query(`SELECT to_regclass('_prisma_migrations') AS name`)
  if (table.rows[0].name === null) return false
  const done = await client.query('SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL')
  const finished = new Set(done.rows.map((row) => row.migration_name))
  return names.every((name) => finished.has(name))
}

function apply(url: string, folder: string, names: string[]): Promise<string[]> {
  return withSchemaEngine(async ({ SchemaEngine }) => {
    const pool = new pg.Pool({ connectionString: url, max: 2, onConnect: unbounded })
    const engine = await SchemaEngine.new({ datamodels: undefined }, () => {}, wholeScripts(pool))
    try {
      const filters = { externalTables: [], externalEnums: [] }
      const migrationsList = await listed(folder, names)
      return (await engine.applyMigrations({ migrationsList, filters })).appliedMigrationNames
    } finally {
      engine.free()
      await pool.end()
    }
  })
}

/**
 * Prisma's adapter cuts a script at every semicolon, also inside functions. Sent whole, PostgreSQL reads it itself and
 * runs it as one transaction.
 */
function wholeScripts(pool: pg.Pool) {
  const inner = new PrismaPg(pool)
  return bindMigrationAwareSqlAdapterFactory({
    provider: inner.provider,
    adapterName: inner.adapterName,
    connectToShadowDb: () => inner.connectToShadowDb(),
    async connect() {
      const adapter = await inner.connect()
      adapter.executeScript = async (script) => void (await pool.query(script))
      return adapter
    },
  })
}

async function listed(folder: string, names: string[]) {
  const migrationDirectories = names.map(async (path) => ({
    path,
    migrationFile: {
      path: 'migration.sql',
      content: { tag: 'ok' as const, value: await readFile(join(folder, path, 'migration.sql'), 'utf8') },
    },
  }))
  const lockfile = { path: 'migration_lock.toml', content: 'provider = "postgresql"\n' }
  return {
    baseDir: folder,
    lockfile,
    shadowDbInitScript: '',
    migrationDirectories: await Promise.all(migrationDirectories),
  }
}
