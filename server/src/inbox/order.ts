import { InvalidInputError } from '../errors.ts'
import type { InboxOrder } from '../graphql/gen/types.ts'
import { decodeCursor, encodeCursor, isMoment } from '../graphql/connection.ts'
import { isId } from '../platform/ids.ts'
import type { Put } from './policy.ts'

/** What a row of a page brings with it: its place. */
export interface Place {
  id: string
  /** Which of the order's runs it stands in. */
  run: number
  at: Date
  waiting: Date | null
  due: Date | null
}

/** How rows `c` of one run follow each other; an index has exactly this shape behind the status. */
interface Shape {
  by: string
  /** What a cursor keeps beside the id. */
  key(row: Place): string
  isKey(value: unknown): boolean
  after(put: Put, key: unknown, id: unknown): string
  compare(a: Place, b: Place): number
}

/** Rows that stand together: an order is one run after the other, each read from its own index. */
export interface Run {
  statuses: 'all' | 'active' | 'closed'
  priority?: string
  shape: Shape
}

const idUp = (a: Place, b: Place) => (a.id < b.id ? -1 : 1)

const newest: Shape = {
  by: 'c.last_message_at DESC, c.id DESC',
  key: (row) => row.at.toISOString(),
  isKey: isMoment,
  after: (put, at, id) => `(c.last_message_at, c.id) < (${put(at)}::timestamptz, ${put(id)}::uuid)`,
  compare: (a, b) => b.at.getTime() - a.at.getTime() || idUp(b, a),
}

/** The earliest moment comes first; what has none comes after all that have one. */
function earliest(column: string, momentOf: (row: Place) => Date | null): Shape {
  const moment = `coalesce(c.${column}, 'infinity')`
  const time = (row: Place) => momentOf(row)?.getTime() ?? Number.MAX_SAFE_INTEGER
  return {
    by: `${moment}, c.id`,
    key: (row) => momentOf(row)?.toISOString() ?? '',
    isKey: (value) => value === '' || isMoment(value),
    after: (put, key, id) => `(${moment}, c.id) > (${put(key || 'infinity')}::timestamptz, ${put(id)}::uuid)`,
    compare: (a, b) => time(a) - time(b) || idUp(a, b),
  }
}

const longestWaiting = earliest('waiting_since', ({ waiting }) => waiting)
const soonestDue = earliest('due_at', ({ due }) => due)

/** Nobody waits in what is closed, and nothing is urgent there: it comes last, newest first. */
const closed: Run = { statuses: 'closed', shape: newest }
const urgency = ['urgent', 'high', 'normal', 'low']

const runs: Record<InboxOrder, Run[]> = {
  NEWEST: [{ statuses: 'all', shape: newest }],
  WAITING: [{ statuses: 'active', shape: longestWaiting }, closed],
  DUE: [{ statuses: 'active', shape: soonestDue }, closed],
  PRIORITY: [...urgency.map((priority) => ({ statuses: 'active', priority, shape: longestWaiting }) as const), closed],
}

/** An order of the inbox. */
export interface Order {
  runs: readonly Run[]
  cursor(row: Place): string
  compare(a: Place, b: Place): number
  /** The place a cursor names. @throws InvalidInputError when it is a cursor of another order. */
  read(cursor: string): { run: number; key: unknown; id: unknown }
}

const orderOf = (name: InboxOrder): Order => ({
  runs: runs[name],
  cursor: (row) => encodeCursor([name, row.run, runs[name][row.run]?.shape.key(row) ?? '', row.id]),
  compare: (a, b) => a.run - b.run || (runs[name][a.run]?.shape.compare(a, b) ?? 0),
  read(cursor) {
    const isRun = (value: unknown) => typeof value === 'number' && runs[name][value] !== undefined
    const [, run, key, id] = decodeCursor(cursor, [(value) => value === name, isRun, longestWaiting.isKey, isId])
    const place = { run: Number(run), key, id }
    if (!runs[name][place.run]?.shape.isKey(key))
      throw new InvalidInputError('after', 'This is not a place in this list.')
    return place
  },
})

/** The orders by name. */
export const orders: Record<InboxOrder, Order> = {
  NEWEST: orderOf('NEWEST'),
  WAITING: orderOf('WAITING'),
  DUE: orderOf('DUE'),
  PRIORITY: orderOf('PRIORITY'),
}
