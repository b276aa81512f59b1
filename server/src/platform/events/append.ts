import type { Prisma } from '@switchboard/prisma'
import type { Tx } from '../database.ts'
import type { NewEvent } from './event.ts'

/**
 * Appends facts to the event log inside the caller's transaction, so that they stand exactly if the change stands.
 * Call it last: the numbers it takes keep readers waiting until the transaction ends.
 */
export async function append(tx: Tx, ...events: NewEvent[]): Promise<void> {
  const rows = events.map((event) => ({ ...event, data: (event.data ?? {}) as Prisma.InputJsonObject }))
  if (rows.length > 0) await tx.event.createMany({ data: rows })
}
