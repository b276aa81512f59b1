import { migrate } from '../../server/src/platform/migrations.ts'
import {
  type EmbeddedPostgres,
  ensureDatabase,
  startEmbeddedPostgres,
} from '../../server/src/platform/postgres/embedded.ts'
import { dataFolder } from './folder.ts'
import { freePort } from './process.ts'

/** A PostgreSQL of one test, which may go away and come back with what it had, on the same port. */
export interface RestartablePostgres {
  url: string
  goAway(): Promise<void>
  comeBack(): Promise<void>
  /** Ends it for good, with its data. */
  remove(): Promise<void>
}

/** Starts one with a migrated database. */
export async function restartablePostgres(name: string): Promise<RestartablePostgres> {
  const data = dataFolder(name)
  const port = await freePort()
  const start = () => startEmbeddedPostgres({ dataDir: data.path, port, settings: { fsync: 'off' } })
  let running: EmbeddedPostgres = await start()
  await ensureDatabase(running.url)
  await migrate(running.url)
  return {
    url: running.url,
    goAway: () => running.stop(),
    comeBack: async () => void (running = await start()),
    async remove() {
      await running.stop()
      data.remove()
    },
  }
}
