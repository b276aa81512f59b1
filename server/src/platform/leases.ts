import pg from 'pg'
import type { Log } from './log.ts'

/** What only one process may do at a time: a mailbox is followed by one, and by another when that one dies. */
export interface Leases {
  /**
   * Runs `work` whenever this process owns `name`, from now on until the answer is called. The signal ends it when the
   * ownership is lost, which goes with the connection to the database: a killed process gives up all of it.
   */
  hold(name: string, work: (signal: AbortSignal) => Promise<void>): () => Promise<void>
  stop(): Promise<void>
}

/** Apart from the locks of migrations and data directories. */
const space = 7_246_311

interface Holder {
  name: string
  work: (signal: AbortSignal) => Promise<void>
  running: { end: AbortController; done: Promise<void> } | null
  gone: boolean
}

/** @param every how often to try for what another process has, in ms. */
export function createLeases(url: string, log: Log, every = 3000): Leases {
  const holders = new Set<Holder>()
  let client: pg.Client | null = null
  let stopped = false
  let trying: Promise<void> | null = null

  function lose(lost: pg.Client) {
    if (client !== lost) return
    client = null
    for (const holder of holders) holder.running?.end.abort(new Error('the lease was lost'))
  }

  async function connected(): Promise<pg.Client> {
    if (client) return client
    const fresh = new pg.Client({ connectionString: url, application_name: 'switchboard leases', keepAlive: true })
    fresh.on('error', () => lose(fresh))
    fresh.on('end', () => lose(fresh))
    await fresh.connect()
    return (client = fresh)
  }

  async function release(holder: Holder, by: pg.Client) {
    holder.running = null
    if (client !== by) return
    await by.query('SELECT pg_advisory_unlock($1, hashtext($2))', [space, holder.name]).catch(() => lose(by))
  }

  function run(holder: Holder, by: pg.Client) {
    const end = new AbortController()
    const work = async () => {
      try {
        await holder.work(end.signal)
      } catch (error) {
        if (!end.signal.aborted) log.error({ err: error, lease: holder.name }, 'it ended; it is begun again')
      }
      await release(holder, by)
    }
    holder.running = { end, done: work() }
  }

  async function tryAll() {
    for (const holder of holders) {
      if (stopped || holder.gone || holder.running) continue
      const by = await connected()
      const { rows } = await by.query('SELECT pg_try_advisory_lock($1, hashtext($2)) AS mine', [space, holder.name])
      if (!rows[0].mine) continue
      // Let go while it was being taken: others may have it.
      if (holder.gone || stopped) await release(holder, by)
      else run(holder, by)
    }
  }

  function tick() {
    if (stopped) return
    trying ??= tryAll()
      .catch((error: unknown) => log.warn({ err: error }, 'no lease could be taken; it is tried again'))
      .finally(() => (trying = null))
  }
  const timer = setInterval(tick, every).unref()

  async function end(holder: Holder) {
    holder.gone = true
    holders.delete(holder)
    holder.running?.end.abort(new Error('nobody needs it any longer'))
    await holder.running?.done
  }

  return {
    hold(name, work) {
      const holder: Holder = { name, work, running: null, gone: false }
      holders.add(holder)
      tick()
      return () => end(holder)
    },
    async stop() {
      stopped = true
      clearInterval(timer)
      await trying
      await Promise.all([...holders].map(end))
      await client?.end()
    },
  }
}
