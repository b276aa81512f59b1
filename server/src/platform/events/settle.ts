/** How far a reader of the log has come. */
export interface Position {
  /** Everything up to here was delivered or will never exist. */
  at: bigint
  /**
   * Numbers below `below` that were missing when the reader last looked: their transactions ran then, so they had ids
   * below `until`, and are over once no transaction with a lower id runs.
   */
  missing: { below: bigint; until: bigint } | null
}

/** One look at the log: the rows after the position in order, and the running transactions at that very moment. */
export interface Look {
  ids: bigint[]
  /** The lowest id of a running transaction. */
  oldestRunning: bigint
  /** The next transaction id to be given. */
  nextTransaction: bigint
}

/**
 * Numbers are given before commit, so a reader sees 1, 2, 4 while 3 is still to be committed — or was rolled back and
 * never comes. Decides how many of the rows may be delivered: none behind a number that may still come. A transaction
 * takes its id before the number (next_event_id() in the first migration), so a missing number below one that is seen
 * belongs to a transaction that is running, or over.
 */
export function settle(position: Position, look: Look): { deliver: number; position: Position } {
  let { at, missing } = position
  if (missing && look.oldestRunning >= missing.until) missing = { ...missing, until: 0n }
  let deliver = 0
  for (const id of look.ids) {
    const gap = id > at + 1n
    const dead = missing !== null && missing.until === 0n && id <= missing.below
    const noneRuns = look.oldestRunning >= look.nextTransaction
    if (gap && !dead && !noneRuns) {
      const known = missing !== null && missing.until > 0n
      const below = look.ids.at(-1) ?? id
      return { deliver, position: { at, missing: known ? missing : { below, until: look.nextTransaction } } }
    }
    at = id
    deliver++
  }
  return { deliver, position: { at, missing: null } }
}
