import type pg from 'pg'
import type { Log } from '../log.ts'
import type { Wake } from '../wake.ts'
import { type EventRow, eventColumns, type StoredEvent, toEvent } from './event.ts'
import { type Position, settle } from './settle.ts'

/** The live end of the event log: one reader for a whole process. */
export interface Tail {
  /** Everything up to here has been handed to the listeners. */
  position(): bigint
  /** Hands over each later event once and in order. Returns the way to stop. */
  listen(listener: (events: StoredEvent[]) => void): () => void
  /** Settled events after `after`, oldest first: never past `position()`. */
  replay(after: bigint, limit: number, only?: { contactIds: string[] }): Promise<StoredEvent[]>
  stop(): Promise<void>
}

const pageSize = 1000
/** Waiting for a transaction that holds a number back: short at first, then longer. In ms. */
const gapDelays = [2, 5, 10, 20, 50]
/** A lost wake-up costs at most this much. In ms. */
const idlePoll = 1000

/**
 * Starts following the log from its end. Events are read on a wake-up after each commit, on a slow poll beside it,
 * and again shortly after while a number is missing (settle.ts).
 */
export async function startTail(deps: { pool: pg.Pool; wake: Wake; log: Log }): Promise<Tail> {
  const listeners = new Set<(events: StoredEvent[]) => void>()
  let position: Position = { at: await settledEnd(deps.pool), missing: null }
  let reading: Promise<void> | null = null
  let again = false
  let stopped = false
  let attempt = 0
  let timer: NodeJS.Timeout | undefined

  async function readOn() {
    const { look, events } = await lookAfter(deps.pool, position.at)
    const step = settle(position, look)
    const ready = events.slice(0, step.deliver)
    position = step.position
    if (ready.length > 0) for (const listener of listeners) hand(listener, ready)
    attempt = position.missing ? attempt + 1 : 0
    if (position.missing?.until === 'unknown') {
      position.missing.until = await nextTransaction(deps.pool)
      again = true
    }
    if (ready.length === pageSize) again = true
  }

  function hand(listener: (events: StoredEvent[]) => void, events: StoredEvent[]) {
    try {
      listener(events)
    } catch (error) {
      deps.log.error({ err: error }, 'a listener of the event log failed')
    }
  }

  function read() {
    clearTimeout(timer)
    if (stopped) return
    if (reading) {
      again = true
      return
    }
    again = false
    reading = readOn()
      .catch((error) => deps.log.warn({ err: error }, 'the event log could not be read; trying again'))
      .finally(() => {
        reading = null
        if (again) return read()
        const delay = attempt > 0 ? (gapDelays[attempt - 1] ?? gapDelays.at(-1)) : idlePoll
        if (!stopped) timer = setTimeout(read, delay)
      })
  }

  const unsubscribe = deps.wake.on(read)
  read()
  return {
    position: () => position.at,
    listen(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    replay: (after, limit, only) => replay(deps.pool, after, position.at, limit, only),
    async stop() {
      stopped = true
      clearTimeout(timer)
      unsubscribe()
      await reading
    },
  }
}

async function lookAfter(pool: pg.Pool, after: bigint) {
  const { rows } = await pool.query<EventRow & { oldest_running: string }>({
    name: 'events-tail',
    text: `SELECT e.*, pg_snapshot_xmin(s.now)::text AS oldest_running
             FROM (SELECT pg_current_snapshot() AS now) s
             LEFT JOIN LATERAL (SELECT ${eventColumns} FROM events WHERE id > $1 ORDER BY id LIMIT ${pageSize}) e ON true
            ORDER BY e.id`,
    values: [String(after)],
  })
  const first = rows[0]
  if (!first) throw new Error('the snapshot came back empty')
  const events = first.id === null ? [] : rows.map(toEvent)
  const ids = events.map((event) => event.id)
  const look = { ids, oldestRunning: BigInt(first.oldest_running) }
  return { look, events }
}

/** An id higher than that of every transaction that has one by now. */
async function nextTransaction(pool: pg.Pool): Promise<bigint> {
  const { rows } = await pool.query('SELECT pg_current_xact_id()::text AS id')
  return BigInt(rows[0].id)
}

/** The last number given, once every transaction that might still commit a lower one is over. */
async function settledEnd(pool: pg.Pool): Promise<bigint> {
  const { rows: begin } = await pool.query(
    'SELECT CASE WHEN is_called THEN last_value ELSE 0 END AS last FROM event_ids',
  )
  const until = await nextTransaction(pool)
  for (let tries = 0; tries < 500; tries++) {
    const { rows } = await pool.query('SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS oldest')
    if (BigInt(rows[0].oldest) >= until) break
    await new Promise((done) => setTimeout(done, 10))
  }
  return BigInt(begin[0].last)
}

async function replay(pool: pg.Pool, after: bigint, upTo: bigint, limit: number, only?: { contactIds: string[] }) {
  const page = (more: string) =>
    `SELECT ${eventColumns} FROM events WHERE id > $1 AND id <= $2 ${more} ORDER BY id LIMIT $3`
  const text = only
    ? `SELECT e.* FROM unnest($4::uuid[]) one, LATERAL (${page('AND contact_id = one')}) e ORDER BY e.id LIMIT $3`
    : page('')
  const values = [String(after), String(upTo), limit]
  const { rows } = await pool.query<EventRow>(text, only ? [...values, only.contactIds] : values)
  return rows.map(toEvent)
}
