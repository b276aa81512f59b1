/** What the run asks one of its processes, and is answered. */
export interface Question {
  id: number
  name: string
  argument: unknown
}

export interface Answer {
  id: number
  value?: unknown
  error?: string
}

const always = {
  ready: () => true,
  /** CPU this process has used so far, in µs. */
  cpu: () => {
    const { user, system } = process.cpuUsage()
    return user + system
  },
  /** Memory this process holds after everything it has no use for was given back, in bytes. */
  memory: async () => {
    for (let i = 0; i < 4; i++) {
      globalThis.gc?.()
      await new Promise((done) => setTimeout(done, 100))
    }
    return process.memoryUsage.rss()
  },
}

/** The other end of `startChild`: offers these, and `ready`, `cpu` and `memory`. Ends when the run is gone. */
export function answer(own: Record<string, (argument: never) => unknown>): void {
  const offered: Record<string, (argument: never) => unknown> = { ...always, ...own }
  process.on('message', async ({ id, name, argument }: Question) => {
    try {
      const value = await offered[name]?.(argument as never)
      process.send?.({ id, value } satisfies Answer)
    } catch (error) {
      process.send?.({
        id,
        error: error instanceof Error ? (error.stack ?? error.message) : String(error),
      } satisfies Answer)
    }
  })
  process.on('disconnect', () => process.exit(0))
}
