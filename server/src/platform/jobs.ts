import { type ConstructorOptions, fromPrisma, type Job, type JobResult, PgBoss } from 'pg-boss'
import type { PoolConfig } from 'pg'
import { bounded, type Tx } from './database.ts'
import type { Log } from './log.ts'

/** Does one job; it may be called again for the same one. */
type Handler = (data: Record<string, unknown>) => Promise<void>

/** Many that come due together are done together, each with its own end. */
const polling = { pollingIntervalSeconds: 1, batchSize: 20, burstWhenBatchFull: true, perJobResults: true } as const

/** Work for later, kept in PostgreSQL. */
export interface Jobs {
  /** Enqueues inside the caller's transaction: the job exists exactly if the change does. */
  enqueue(tx: Tx, name: string, data: Record<string, unknown>, options?: { at?: Date; key?: string }): Promise<void>
  /** Handles jobs of one name, here or on whichever worker is free; a failed one is tried again with back-off. */
  work(name: string, handler: Handler): Promise<void>
  /** Runs a job again and again, by one worker at a time. `cron` has five fields, in UTC. */
  schedule(name: string, cron: string, handler: () => Promise<void>): Promise<void>
  stop(): Promise<void>
}

/**
 * Starts the job store (its own schema `jobs` in the hub's database).
 * @param works false on a process that only enqueues (ROLE=web).
 */
export async function startJobs(url: string, log: Log, works: boolean): Promise<Jobs> {
  const options: ConstructorOptions & Pick<PoolConfig, 'onConnect'> = {
    connectionString: url,
    // The store's own statements: it tends big tables, and makes indexes when it is updated.
    onConnect: bounded(600_000),
    schema: 'jobs',
    max: works ? 6 : 2,
    supervise: works,
    schedule: works,
  }
  const boss = new PgBoss(options)
  boss.on('error', (error) => log.error({ err: error }, 'jobs'))
  await boss.start()
  async function resultOf(job: Job<Record<string, unknown>>, handler: Handler): Promise<JobResult> {
    try {
      await handler(job.data)
      return { id: job.id, status: 'completed' }
    } catch (error) {
      log.error({ err: error, job: job.id, name: job.name }, 'a job failed; it is tried again')
      return { id: job.id, status: 'failed', output: { message: error instanceof Error ? error.message : 'unknown' } }
    }
  }

  const queues = new Map<string, Promise<void>>()
  const queue = (name: string) => {
    const known = queues.get(name) ?? boss.createQueue(name, { retryLimit: 8, retryBackoff: true, retryDelay: 5 })
    queues.set(name, known)
    return known
  }
  return {
    async enqueue(tx, name, data, { at, key } = {}) {
      await queue(name)
      await boss.send(name, data, {
        db: fromPrisma(tx),
        ...(at && { startAfter: at }),
        ...(key && { singletonKey: key }),
      })
    },
    async work(name, handler) {
      await queue(name)
      if (!works) return
      await boss.work(name, polling, async (batch: Job<Record<string, unknown>>[]) => {
        const results: JobResult[] = []
        for (const job of batch) results.push(await resultOf(job, handler))
        return results
      })
    },
    async schedule(name, cron, handler) {
      await queue(name)
      if (!works) return
      await boss.schedule(name, cron)
      await boss.work(name, { pollingIntervalSeconds: 5 }, handler)
    },
    stop: () => boss.stop({ graceful: true, timeout: 5000 }),
  }
}
