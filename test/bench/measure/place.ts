import pg from 'pg'
import { migrate } from '../../../server/src/platform/migrations.ts'
import { ensureDatabase, startEmbeddedPostgres } from '../../../server/src/platform/postgres/embedded.ts'
import { dataFolder } from '../../support/folder.ts'
import { createEnds, type Ends } from './ends.ts'

/** Where a run measures: a folder and a PostgreSQL of its own, which end with it. */
export interface Place {
  ends: Ends
  /** A new empty folder. */
  folder(): string
  /** The address of a new database with the hub's tables. PostgreSQL starts with the first one. */
  database(): Promise<string>
  drop(url: string): Promise<void>
  /** Tells the person who waits. */
  say(line: string): void
}

/** The hub's own settings, and said aloud what a benchmark might be suspected of: every commit is on the disk. */
const durable = { fsync: 'on', synchronous_commit: 'on', full_page_writes: 'on', max_connections: '200' }

export function openPlace(say: (line: string) => void): Place {
  const ends = createEnds()
  let server: Promise<string> | null = null
  let count = 0

  function folder() {
    const made = dataFolder('bench')
    ends.add(() => made.remove())
    return made.path
  }

  async function start() {
    const starting = startEmbeddedPostgres({ dataDir: folder(), settings: durable })
    // Named before it runs: whoever interrupts the start must not leave it behind.
    ends.add(() =>
      starting.then(
        (postgres) => postgres.stop(),
        () => {},
      ),
    )
    const postgres = await starting
    await ensureDatabase(postgres.url)
    await migrate(postgres.url)
    return postgres.url
  }

  async function admin(text: string) {
    const client = new pg.Client({ connectionString: at(await (server ??= start()), 'postgres') })
    await client.connect()
    await client.query(text).finally(() => client.end())
  }

  return {
    ends,
    folder,
    say,
    async database() {
      const own = await (server ??= start())
      await admin(`CREATE DATABASE bench_${++count} TEMPLATE switchboard`)
      return at(own, `bench_${count}`)
    },
    drop: (url) => admin(`DROP DATABASE IF EXISTS ${new URL(url).pathname.slice(1)} WITH (FORCE)`),
  }
}

function at(url: string, database: string): string {
  const target = new URL(url)
  target.pathname = `/${database}`
  return target.href
}
