import type { Context } from '../../context.ts'
import { InvalidInputError } from '../../errors.ts'
import type { SetQueueCrisisInput } from '../../graphql/gen/types.ts'
import { append } from '../../platform/events/append.ts'
import { paragraphs } from '../../platform/text.ts'
import { transact } from '../../platform/transaction.ts'
import { tellOfQueue } from './events.ts'
import { queueEditor } from './policy.ts'
import { heldQueue } from './update-queue.ts'

const longest = 500

/**
 * Switches a queue's crisis on or off: while it is on, customers of its channels read the announcement, and it is served in
 * the class given. Again with another text changes what they read.
 * @throws UnauthenticatedError, ForbiddenError, NotFoundError; InvalidInputError at the field.
 */
export async function setQueueCrisis(ctx: Context, { queueId, active, text, priorityClass }: SetQueueCrisisInput) {
  const viewer = queueEditor(ctx.viewer)
  return transact(ctx, async (tx) => {
    const queue = await heldQueue(tx, viewer, queueId)
    const crisisText = text == null ? queue.crisisText : paragraphs('text', text, longest)
    const crisisClass = priorityClass === undefined ? queue.crisisClass : priorityClass
    if (crisisClass != null && (crisisClass < 1 || crisisClass > 9)) {
      throw new InvalidInputError('priorityClass', 'This must be between 1 and 9.')
    }
    if (active && crisisText === '' && crisisClass === null) {
      throw new InvalidInputError('text', 'Say what customers are to read, or serve the queue before others.')
    }
    const crisisSince = active ? (queue.crisisSince ?? ctx.clock.now()) : null
    const data = { crisisText, crisisClass: crisisClass ?? null, crisisSince }
    const changed = await tx.queue.update({ where: { id: queue.id }, data })
    const { brandId } = changed
    await append(tx, { type: 'queue.crisis', brandId, agentId: viewer.agentId, data: { queueId, active } })
    await tellOfQueue(tx, changed, viewer)
    return { queue: changed }
  })
}
