import type { TestProject } from 'vitest/node'
import { createLog } from '../../server/src/platform/log.ts'
import { startJobs } from '../../server/src/platform/jobs.ts'
import { migrate } from '../../server/src/platform/migrations.ts'
import { ensureDatabase, startEmbeddedPostgres } from '../../server/src/platform/postgres/embedded.ts'
import { dataFolder } from './folder.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    postgresUrl: string
  }
}

/** A server that several projects of one run use. */
interface Shared {
  users: number
  started: Promise<{ url: string; stop(): Promise<void> }>
}

// Each project has modules of its own; only the process is common to them.
const common = globalThis as { switchboardTestPostgres?: Shared }

/** One PostgreSQL for the whole run, with a migrated database that every hub's own is copied from. */
export default async function setup(project: TestProject) {
  const shared = (common.switchboardTestPostgres ??= { users: 0, started: start() })
  shared.users++
  project.provide('postgresUrl', (await shared.started).url)
  return async () => {
    shared.users--
    if (shared.users === 0) await (await shared.started).stop()
  }
}

async function start() {
  const data = dataFolder('test')
  const quick = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '400' }
  const postgres = await startEmbeddedPostgres({ dataDir: data.path, settings: quick })
  const template = postgres.url.replace(/switchboard$/, 'template_hub')
  await ensureDatabase(template)
  await migrate(template)
  await (await startJobs(template, createLog('silent'), true)).stop()
  return {
    url: postgres.url,
    async stop() {
      await postgres.stop()
      data.remove()
    },
  }
}
