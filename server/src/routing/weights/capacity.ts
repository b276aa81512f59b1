import { mayEditAgent, signedInAs } from '../../agents/policy.ts'
import { reachOf } from '../../agents/reach.ts'
import type { Context } from '../../context.ts'
import { ForbiddenError, InvalidInputError, NotFoundError } from '../../errors.ts'
import { append } from '../../platform/events/append.ts'
import { isId } from '../../platform/ids.ts'
import { transact } from '../../platform/transaction.ts'

/**
 * Says for how many units an agent has room. Whoever has more than that keeps it, and gets nothing until there is room.
 * @throws UnauthenticatedError, ForbiddenError, NotFoundError; InvalidInputError at `capacity`.
 */
export async function setCapacity(ctx: Context, { agentId, capacity }: { agentId: string; capacity: number }) {
  const viewer = signedInAs(ctx.viewer, 'supervisor')
  const found = isId(agentId) ? await reachOf(ctx, agentId) : null
  if (!found) throw new NotFoundError('There is nobody with this id.')
  if (!mayEditAgent(viewer, found)) throw new ForbiddenError('You may not change this person.')
  if (capacity < 0 || capacity > 1000) throw new InvalidInputError('capacity', 'This must be between 0 and 1000 units.')
  const agent = await transact(ctx, async (tx) => {
    // The row is the lock for all who put something on the agent.
    await tx.agentLoad.update({ where: { agentId }, data: { capacity } })
    await append(tx, { type: 'agent.changed', agentId: viewer.agentId, data: { agentId } })
    return tx.agent.findUniqueOrThrow({ where: { id: agentId } })
  })
  return { agent }
}
