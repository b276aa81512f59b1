import type { Availability } from '@switchboard/prisma'
import type { Context } from '../context.ts'
import { append } from '../platform/events/append.ts'
import { transact } from '../platform/transaction.ts'
import { signedIn } from '../viewer.ts'

/** Says whether the viewer takes work. @throws UnauthenticatedError. */
export async function setAvailability(ctx: Context, { availability }: { availability: Availability }) {
  const { agentId } = signedIn(ctx.viewer)
  const agent = await transact(ctx, async (tx) => {
    const changed = await tx.agent.update({ where: { id: agentId }, data: { availability } })
    await append(tx, { type: 'agent.changed', agentId, data: { agentId } })
    return changed
  })
  return { agent }
}
