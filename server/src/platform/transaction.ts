import type { Database, Tx } from './database.ts'
import type { Wake } from './wake.ts'

/** Two transactions waited for each other; one of them has to begin again. */
const retryable = new Set(['P2034', '40P01', '40001'])

/**
 * Runs `work` in one transaction and wakes the readers of the event log after its commit. A transaction that lost a
 * deadlock begins again, at most three times, so `work` may run more than once: it must not touch anything outside.
 */
export async function transact<T>(deps: { db: Database; wake: Wake }, work: (tx: Tx) => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      const result = await deps.db.prisma.$transaction(work, { timeout: 15_000, maxWait: 10_000 })
      deps.wake.ring()
      return result
    } catch (error) {
      if (tries > 3 || !retryable.has(codeOf(error))) throw error
    }
  }
}

function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return ''
  const inner = 'cause' in error && error.cause ? codeOf(error.cause) : ''
  const own = 'code' in error ? String(error.code) : 'originalCode' in error ? String(error.originalCode) : ''
  return retryable.has(own) ? own : inner
}
