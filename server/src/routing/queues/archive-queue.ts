import type { Context } from '../../context.ts'
import { ConflictError, NotFoundError } from '../../errors.ts'
import type { ArchiveQueueInput } from '../../graphql/gen/types.ts'
import type { Tx } from '../../platform/database.ts'
import { append } from '../../platform/events/append.ts'
import { isId } from '../../platform/ids.ts'
import { transact } from '../../platform/transaction.ts'
import { tellOfQueue } from './events.ts'
import { maySeeQueue, queueEditor } from './policy.ts'

/**
 * Puts a queue away. Its channels and whoever waits in it go on to the brand's default queue and keep their age.
 * @throws UnauthenticatedError, ForbiddenError, NotFoundError; ConflictError when it is the default queue, or a rule leads to it.
 */
export async function archiveQueue(ctx: Context, { queueId }: ArchiveQueueInput) {
  const viewer = queueEditor(ctx.viewer)
  if (!isId(queueId)) throw noQueue()
  await transact(ctx, async (tx) => {
    // Nobody comes to it from here on: the trigger that brings them waits for this lock and then looks again.
    await tx.$queryRaw`SELECT 1 FROM queues WHERE id = ${queueId}::uuid FOR UPDATE`
    const queue = await tx.queue.findUnique({ where: { id: queueId } })
    if (!queue || queue.archivedAt || !maySeeQueue(viewer, queue)) throw noQueue()
    if (queue.isDefault) throw new ConflictError('The brand needs this queue: channels that feed no other feed it.')
    const rule = await tx.routingRule.findFirst({ where: { queueId }, select: { name: true } })
    if (rule) throw new ConflictError(`The rule “${rule.name}” leads to this queue: change it first.`)
    const next = await tx.queue.findFirstOrThrow({ where: { brandId: queue.brandId, isDefault: true } })
    await tx.queue.update({ where: { id: queueId }, data: { archivedAt: ctx.clock.now() } })
    await tx.channel.updateMany({ where: { queueId }, data: { queueId: next.id } })
    const moved = await moveOn(tx, queueId, next.id)
    const data = { from: queueId, to: next.id }
    const facts = moved.map((row) => ({ type: 'conversation.queued', ...row, agentId: viewer.agentId, data }))
    await tellOfQueue(tx, queue, viewer)
    await append(tx, ...facts)
  })
  return { queueId }
}

/** Conversations are taken in the order of their ids, so that two who move some do not wait for each other. */
const moveOn = (tx: Tx, from: string, to: string) =>
  tx.$queryRaw<{ conversationId: string; brandId: string; contactId: string }[]>`
    UPDATE conversations c SET queue_id = ${to}::uuid
      FROM (SELECT o.id FROM conversations o
             WHERE o.id IN (SELECT e.conversation_id FROM queue_entries e WHERE e.queue_id = ${from}::uuid AND e.left_at IS NULL)
             ORDER BY o.id FOR UPDATE) waiting
     WHERE c.id = waiting.id
     RETURNING c.id AS "conversationId", c.brand_id AS "brandId", c.contact_id AS "contactId"`

const noQueue = () => new NotFoundError('There is no such queue.')
