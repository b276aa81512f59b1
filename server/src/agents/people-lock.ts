import type { Tx } from '../platform/database.ts'

/**
 * Lets one transaction at a time change who works here and as what. Rules such as "one administrator always stays"
 * look at everybody, so locking single rows would let two changes pass that together break them.
 */
export async function lockPeople(tx: Tx): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('switchboard people'))`
}
