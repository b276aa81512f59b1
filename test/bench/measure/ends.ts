/** What has to be ended, whatever happens: processes, PostgreSQL, folders. */
export interface Ends {
  /** Adds one; the answer ends it now instead of at the end. What is added after the end is ended at once. */
  add(end: () => Promise<unknown> | unknown): () => Promise<void>
  /** Ends everything, newest first; what fails does not keep the rest. Asked again it waits for the same end. */
  all(): Promise<void>
}

export function createEnds(): Ends {
  const ends = new Set<() => Promise<unknown> | unknown>()
  let ending: Promise<void> | null = null

  async function run(end: () => Promise<unknown> | unknown) {
    if (ends.delete(end)) await end()
  }

  async function runAll() {
    for (let end = [...ends].at(-1); end; end = [...ends].at(-1)) {
      await run(end).catch((error: unknown) => process.stderr.write(`could not clean up: ${String(error)}\n`))
    }
  }

  return {
    add(end) {
      ends.add(end)
      if (ending) ending = ending.then(runAll)
      return () => run(end)
    },
    all: () => (ending ??= runAll()),
  }
}
