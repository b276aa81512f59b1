import type { Context } from '../context.ts'
import { NotFoundError } from '../errors.ts'
import type { DeleteLabelInput } from '../graphql/gen/types.ts'
import { append } from '../platform/events/append.ts'
import { isId } from '../platform/ids.ts'
import { transact } from '../platform/transaction.ts'
import { labelEditor } from './policy.ts'

/** Removes a label, also from every conversation. @throws UnauthenticatedError, ForbiddenError, NotFoundError. */
export async function deleteLabel(ctx: Context, { labelId }: DeleteLabelInput) {
  const { agentId } = labelEditor(ctx.viewer)
  if (!isId(labelId)) throw noLabel()
  await transact(ctx, async (tx) => {
    const { count } = await tx.label.deleteMany({ where: { id: labelId } })
    if (count === 0) throw noLabel()
    await append(tx, { type: 'directory.changed', agentId, data: { list: 'LABELS' } })
  })
  return { labelId }
}

const noLabel = () => new NotFoundError('There is no such label.')
