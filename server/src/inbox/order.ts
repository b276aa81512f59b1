import type { InboxOrder } from '../graphql/gen/types.ts'
import { decodeCursor, encodeCursor, isMoment } from '../graphql/connection.ts'
import { isId } from '../platform/ids.ts'
import type { Put } from './policy.ts'

/** What a row of a list brings with it for its cursor. */
export interface Keys {
  id: string
  priority: string
  at: Date
  waiting: Date | null
}

/**
 * An order of the inbox over conversations `c`: each has an index of exactly this shape, led by the status, so that a
 * page is read where it begins and no further.
 */
export interface Order {
  /** By priority, each priority is a list of its own; the lists follow each other. */
  priorities: readonly string[] | null
  by: string
  /** The same order over the columns of Keys. */
  ofPage: string
  cursor(row: Keys): string
  /** What stands after a cursor, in the list of one priority; null when nothing of that list does. */
  after(cursor: string, put: Put, priority: string | null): string | null
}

const priorities = ['urgent', 'high', 'normal', 'low'] as const

/** Who does not wait comes after all who do. */
const waiting = `coalesce(c.waiting_since, 'infinity')`
const waits = (value: unknown) => value === '' || isMoment(value)
const waitingKey = (row: Keys) => row.waiting?.toISOString() ?? ''
const laterThan = (put: Put, since: unknown, id: unknown) =>
  `(${waiting}, c.id) > (${put(since || 'infinity')}::timestamptz, ${put(id)}::uuid)`

const newest: Order = {
  priorities: null,
  by: 'c.last_message_at DESC, c.id DESC',
  ofPage: 'at DESC, id DESC',
  cursor: (row) => encodeCursor([row.at.toISOString(), row.id]),
  after(cursor, put) {
    const [at, id] = decodeCursor(cursor, [isMoment, isId])
    return `(c.last_message_at, c.id) < (${put(at)}::timestamptz, ${put(id)}::uuid)`
  },
}

const longestWaiting: Order = {
  priorities: null,
  by: `${waiting}, c.id`,
  ofPage: 'waiting NULLS LAST, id',
  cursor: (row) => encodeCursor([waitingKey(row), row.id]),
  after(cursor, put) {
    const [since, id] = decodeCursor(cursor, [waits, isId])
    return laterThan(put, since, id)
  },
}

const mostUrgent: Order = {
  priorities,
  by: `${waiting}, c.id`,
  ofPage: 'priority DESC, waiting NULLS LAST, id',
  cursor: (row) => encodeCursor([row.priority, waitingKey(row), row.id]),
  after(cursor, put, priority) {
    const [reached, since, id] = decodeCursor(cursor, [isPriority, waits, isId])
    const ahead = rank(priority) - rank(reached)
    if (ahead < 0) return null
    return ahead > 0 ? 'true' : laterThan(put, since, id)
  },
}

const rank = (priority: unknown) => priorities.findIndex((known) => known === priority)
const isPriority = (value: unknown) => rank(value) >= 0

/** The orders by name. */
export const orders: Record<InboxOrder, Order> = { NEWEST: newest, WAITING: longestWaiting, PRIORITY: mostUrgent }
