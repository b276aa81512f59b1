/** How far a reader of the log has come. */
export interface Position {
  /** Everything up to here was delivered or will never exist. */
  at: bigint
  /** Numbers up to `below` that were missing when the reader looked; null when none was. */
  missing: { below: bigint; until: Bound } | null
}

/**
 * A transaction id that was given after the reader looked: whoever took a missing number before that look has a lower
 * one. `unknown` until the reader has asked for it.
 */
export type Bound = bigint | 'unknown'

/** One look at the log: the numbers after the position in order, as of one snapshot. */
export interface Look {
  ids: bigint[]
  /** The snapshot's lowest transaction id that was not over. */
  oldestRunning: bigint
}

/**
 * Numbers are given before commit, so a reader sees 1, 2, 4 while 3 is still to be committed — or was rolled back and
 * never comes. Decides how many of the rows may be delivered: none behind a number that may still come. A transaction
 * takes its id before the number (next_event_id() in the first migration); so once a look at the log misses a number
 * below one it sees, an id asked for after that look is higher than that of the number's transaction, and the number is
 * known to be lost as soon as every lower id is over. The snapshot's own upper end is no such id: it leaves out
 * transactions that began after the last one that ended.
 */
export function settle(position: Position, look: Look): { deliver: number; position: Position } {
  const { missing } = position
  const lost = missing && missing.until !== 'unknown' && look.oldestRunning >= missing.until ? missing.below : 0n
  let { at } = position
  let deliver = 0
  for (const id of look.ids) {
    if (id > at + 1n && id > lost) {
      const waits = missing && lost === 0n
      const seen = look.ids.at(-1) ?? id
      return { deliver, position: { at, missing: waits ? missing : { below: seen, until: 'unknown' } } }
    }
    at = id
    deliver++
  }
  return { deliver, position: { at, missing: null } }
}
