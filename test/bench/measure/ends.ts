/** What has to be ended, whatever happens: processes, PostgreSQL, folders. */
export interface Ends {
  /** Adds one; the answer ends it now instead of at the end. */
  add(end: () => Promise<unknown> | unknown): () => Promise<void>
  /** Ends everything, newest first; what fails does not keep the rest. */
  all(): Promise<void>
}

export function createEnds(): Ends {
  const ends = new Set<() => Promise<unknown> | unknown>()
  const run = async (end: () => Promise<unknown> | unknown) => {
    if (ends.delete(end)) await end()
  }
  return {
    add(end) {
      ends.add(end)
      return () => run(end)
    },
    async all() {
      for (const end of [...ends].toReversed()) {
        await run(end).catch((error: unknown) => process.stderr.write(`could not clean up: ${String(error)}\n`))
      }
    },
  }
}
