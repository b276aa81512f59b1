import type { AgentViewer, Context } from '../../context.ts'
import { NotFoundError } from '../../errors.ts'
import type { UpdateQueueInput } from '../../graphql/gen/types.ts'
import type { QueueRow } from '../../graphql/rows.ts'
import type { Tx } from '../../platform/database.ts'
import { isId } from '../../platform/ids.ts'
import { unlessTaken } from '../../platform/taken.ts'
import { transact } from '../../platform/transaction.ts'
import { feedBy } from './channels.ts'
import { queueTaken } from './create-queue.ts'
import { tellOfQueue } from './events.ts'
import { writeMembers } from './members.ts'
import { maySeeQueue, queueEditor } from './policy.ts'
import { checkedRules } from './rules.ts'

/**
 * Changes a queue.
 * @throws UnauthenticatedError, ForbiddenError, NotFoundError; InvalidInputError at the field; ConflictError when the
 * name is taken.
 */
export async function updateQueue(ctx: Context, input: UpdateQueueInput) {
  const viewer = queueEditor(ctx.viewer)
  const update = () =>
    transact(ctx, async (tx) => {
      const changed = await changeQueue(tx, viewer, input)
      await tellOfQueue(tx, changed, viewer)
      return changed
    })
  return { queue: await unlessTaken(queueTaken, update) }
}

/** Changes a queue and tells nobody. @throws NotFoundError; InvalidInputError at the field. */
export async function changeQueue(
  tx: Tx,
  viewer: AgentViewer,
  { queueId, ...input }: UpdateQueueInput,
): Promise<QueueRow> {
  const queue = await heldQueue(tx, viewer, queueId)
  const changed = await tx.queue.update({ where: { id: queue.id }, data: checkedRules(input, queue) })
  await writeMembers(tx, queue.id, input)
  if (input.channelIds) await feedBy(tx, queue, input.channelIds)
  return changed
}

/**
 * A queue that nobody else changes until the transaction ends, while conversations go on coming to it.
 * @throws NotFoundError when there is none the viewer may see.
 */
export async function heldQueue(tx: Tx, viewer: AgentViewer, id: string): Promise<QueueRow> {
  if (!isId(id)) throw noQueue()
  await tx.$queryRaw`SELECT 1 FROM queues WHERE id = ${id}::uuid FOR NO KEY UPDATE`
  const queue = await tx.queue.findUnique({ where: { id } })
  if (!queue || queue.archivedAt || !maySeeQueue(viewer, queue)) throw noQueue()
  return queue
}

const noQueue = () => new NotFoundError('There is no such queue.')
