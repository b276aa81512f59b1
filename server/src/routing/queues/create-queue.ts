import { maySeeBrand } from '../../brands/policy.ts'
import type { Context } from '../../context.ts'
import { NotFoundError } from '../../errors.ts'
import type { CreateQueueInput } from '../../graphql/gen/types.ts'
import { isId, newId } from '../../platform/ids.ts'
import { unlessTaken } from '../../platform/taken.ts'
import { line } from '../../platform/text.ts'
import { transact } from '../../platform/transaction.ts'
import { feedBy } from './channels.ts'
import { tellOfQueue } from './events.ts'
import { writeMembers } from './members.ts'
import { queueEditor } from './policy.ts'
import { checkedRules } from './rules.ts'

export const queueTaken = 'The brand has a queue of this name already; it may have been put away.'

/**
 * Creates a queue.
 * @throws UnauthenticatedError, ForbiddenError, NotFoundError (the brand); InvalidInputError at the field; ConflictError
 * when the name is taken.
 */
export async function createQueue(ctx: Context, input: CreateQueueInput) {
  const viewer = queueEditor(ctx.viewer)
  const { brandId } = input
  const brand = isId(brandId) && maySeeBrand(viewer, brandId) && (await ctx.loaders.brand.load(brandId))
  if (!brand) throw new NotFoundError('There is no such brand.')
  const rules = { ...checkedRules(input, input), name: line('name', input.name, 80) }
  const create = () =>
    transact(ctx, async (tx) => {
      const queue = await tx.queue.create({ data: { id: newId(), brandId, ...rules } })
      await writeMembers(tx, queue.id, input)
      if (input.channelIds.length > 0) await feedBy(tx, queue, input.channelIds)
      await tellOfQueue(tx, queue, viewer)
      return queue
    })
  return { queue: await unlessTaken(queueTaken, create) }
}
