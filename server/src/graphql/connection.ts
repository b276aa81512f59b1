import { InvalidInputError } from '../errors.ts'

/** A row with its place in the list's order. */
export interface Placed<Row> {
  cursor: string
  node: Row
}

/** How many entries a page may hold: what was asked, from 1 to 100. */
export const pageSize = (asked: number | null | undefined, usual = 50): number =>
  Math.min(Math.max(Math.trunc(asked ?? usual), 1), 100)

/** A place in an order, opaque to clients: the values the order compares. */
export const encodeCursor = (values: readonly (string | number)[]): string =>
  Buffer.from(JSON.stringify(values)).toString('base64url')

/**
 * The values of a cursor when it is one of this order, as `fits` says of each.
 * @throws InvalidInputError on anything else.
 */
export function decodeCursor(text: string, fits: ((value: unknown) => boolean)[]): (string | number)[] {
  const values = parse(text)
  if (Array.isArray(values) && values.length === fits.length && fits.every((fit, i) => fit(values[i]))) return values
  throw new InvalidInputError('after', 'This is not a place in this list.')
}

function parse(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString())
  } catch {
    return null
  }
}

/** Whether a value of a cursor is a moment. */
export const isMoment = (value: unknown): boolean => typeof value === 'string' && !Number.isNaN(Date.parse(value))

/** A page out of the rows read: one more than `size` says that further ones follow. */
export function connection<Row, P extends Placed<Row>>(rows: P[], size: number) {
  const edges = rows.slice(0, size)
  return { edges, pageInfo: { hasNextPage: rows.length > size, endCursor: edges.at(-1)?.cursor ?? null } }
}
