import type { Context } from '../context.ts'
import { NotFoundError } from '../errors.ts'
import type { UpdateLabelInput } from '../graphql/gen/types.ts'
import { append } from '../platform/events/append.ts'
import { isId } from '../platform/ids.ts'
import { unlessTaken } from '../platform/taken.ts'
import { line } from '../platform/text.ts'
import { transact } from '../platform/transaction.ts'
import { checkedColour } from './colour.ts'
import { labelEditor } from './policy.ts'

/** Changes a label. @throws UnauthenticatedError, ForbiddenError, NotFoundError, InvalidInputError; ConflictError when the name is taken. */
export async function updateLabel(ctx: Context, { labelId, name, colour }: UpdateLabelInput) {
  const { agentId } = labelEditor(ctx.viewer)
  if (!isId(labelId)) throw noLabel()
  const data = {
    ...(name == null ? {} : { name: line('name', name, 50) }),
    ...(colour == null ? {} : { colour: checkedColour(colour) }),
  }
  const update = () =>
    transact(ctx, async (tx) => {
      await tx.$queryRaw`SELECT 1 FROM labels WHERE id = ${labelId}::uuid FOR UPDATE`
      if (!(await tx.label.findUnique({ where: { id: labelId } }))) throw noLabel()
      const changed = await tx.label.update({ where: { id: labelId }, data })
      await append(tx, { type: 'directory.changed', agentId, data: { list: 'LABELS' } })
      return changed
    })
  return { label: await unlessTaken('There is a label of this name already.', update) }
}

const noLabel = () => new NotFoundError('There is no such label.')
