import { markNotResponding } from '../../agents/presence/change.ts'
import type { Tx } from '../../platform/database.ts'

/**
 * Ends the offers nobody answered in time. Whoever was asked is not asked again until they say that they are back: they
 * may have left the desk. The conversation keeps its place.
 */
export async function endExpired(tx: Tx, now: Date): Promise<void> {
  const due = await tx.offer.findMany({
    where: { state: 'open', expiresAt: { lte: now } },
    orderBy: [{ conversationId: 'asc' }],
    select: { id: true, agentId: true },
  })
  for (const { id, agentId } of due) {
    const [ended] = await tx.$queryRaw<{ done: boolean }[]>`SELECT refuse_offer(${id}::uuid, 'timed_out') AS done`
    if (ended?.done) await markNotResponding(tx, agentId)
  }
}
