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
      if (tries > 3 || !mayBeginAgain(error)) throw error
    }
  }
}

/** Whether PostgreSQL ended this transaction only because another one was in its way. */
export const mayBeginAgain = (error: unknown): boolean => isOneOf(retryable, error)

/** Whether PostgreSQL's own error has one of these codes, wherever it stands: itself, or under what Prisma makes of it. */
export const isOneOf = (codes: ReadonlySet<string>, error: unknown): boolean => codeOf(error, codes) !== ''

function codeOf(error: unknown, codes: ReadonlySet<string>): string {
  if (typeof error !== 'object' || error === null) return ''
  const { code, originalCode, cause, meta, driverAdapterError } = error as Record<string, unknown>
  const own = [code, originalCode].find((one) => codes.has(String(one)))
  if (own !== undefined) return String(own)
  return [cause, meta, driverAdapterError].map((one) => codeOf(one, codes)).find(Boolean) ?? ''
}
