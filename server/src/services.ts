import { createLinks } from './agents/presence/links.ts'
import { systemMail } from './channels/email/system-mail.ts'
import type { Services } from './context.ts'
import type { Env } from './env.ts'
import { type Clock, systemClock } from './platform/clock.ts'
import { openDataDir } from './platform/data-dir.ts'
import { inWords } from './platform/database-away.ts'
import { openDatabase } from './platform/database.ts'
import { startTail } from './platform/events/tail.ts'
import { openFiles } from './platform/files.ts'
import { startJobs } from './platform/jobs.ts'
import { closeLimiters } from './platform/limiter.ts'
import { createLog } from './platform/log.ts'
import { createMetrics } from './platform/metrics.ts'
import { migrate } from './platform/migrations.ts'
import { ensureDatabase, startEmbeddedPostgres } from './platform/postgres/embedded.ts'
import { createPresence } from './platform/presence.ts'
import { createSeal } from './platform/seal.ts'
import { secretKey } from './platform/secret-key.ts'
import { claimDataDir } from './platform/single.ts'
import { localWake, redisWake } from './platform/wake.ts'
import { createVirusScan } from './platform/virus-scan.ts'

/** Services with the way to end them, in the order that loses nothing. */
export type RunningServices = Services & { stop(): Promise<void> }

/**
 * Starts what the app stands on: the database (our own when none is named) brought to the newest migration, the event
 * log's reader, jobs, files. Whatever was started is stopped again when a later part fails.
 */
export async function startServices(
  env: Env,
  options: { clock?: Clock; statement?: number } = {},
): Promise<RunningServices> {
  const log = createLog(env.LOG_LEVEL)
  const ends: (() => Promise<unknown> | void)[] = []
  const stop = async () => {
    for (const end of ends.splice(0).toReversed()) await end()
  }
  try {
    openDataDir(env.DATA_DIR)
    const url = env.DATABASE_URL ?? (await ownDatabase(env, ends))
    const applied = await migrate(url).catch((error: unknown) => {
      throw inWords(error, url)
    })
    if (applied.length > 0) log.info({ migrations: applied }, 'the database was brought up to date')
    const db = openDatabase(url, { statement: options.statement ?? patienceOf(env.ROLE) })
    ends.push(() => db.close())
    const wake = env.REDIS_URL ? redisWake(env.REDIS_URL, log) : localWake()
    ends.push(() => wake.close(), closeLimiters)
    const presence = createPresence(wake)
    ends.push(() => presence.stop())
    const tail = await startTail({ pool: db.pool, wake, log })
    ends.push(() => tail.stop())
    const links = createLinks({ db, wake, log })
    ends.push(() => links.stop())
    const jobs = await startJobs(url, log, env.ROLE !== 'web')
    ends.push(() => jobs.stop())
    const seal = createSeal(await secretKey(env.SECRET_KEY, env.DATA_DIR))
    const clock = options.clock ?? systemClock
    const scan = createVirusScan(env.CLAMD_URL)
    const parts = { files: openFiles(env), scan, mail: systemMail(env, db), metrics: createMetrics() }
    return { env, log, clock, db, seal, wake, presence, links, tail, jobs, ...parts, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** How long one statement may take, in ms: people wait for some seconds, a worker keeps nobody waiting. */
const patienceOf = (role: Env['ROLE']) => (role === 'worker' ? 45_000 : 15_000)

async function ownDatabase(env: Env, ends: (() => Promise<unknown> | void)[]): Promise<string> {
  const postgres = await startEmbeddedPostgres({ dataDir: env.DATA_DIR })
  try {
    await ensureDatabase(postgres.url)
    ends.push(await claimDataDir(postgres.url, env.DATA_DIR))
  } catch (error) {
    // A server that another hub uses must go on.
    if (!postgres.adopted) await postgres.stop()
    throw error
  }
  ends.unshift(() => postgres.stop())
  return postgres.url
}
