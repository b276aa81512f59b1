import type { Context } from '../context.ts'
import type { CreateLabelInput } from '../graphql/gen/types.ts'
import { append } from '../platform/events/append.ts'
import { newId } from '../platform/ids.ts'
import { unlessTaken } from '../platform/taken.ts'
import { line } from '../platform/text.ts'
import { transact } from '../platform/transaction.ts'
import { checkedColour } from './colour.ts'
import { labelEditor } from './policy.ts'

/** Creates a label. @throws UnauthenticatedError, ForbiddenError, InvalidInputError; ConflictError when the name is taken. */
export async function createLabel(ctx: Context, input: CreateLabelInput) {
  const { agentId } = labelEditor(ctx.viewer)
  const data = { id: newId(), name: line('name', input.name, 50), colour: checkedColour(input.colour) }
  const create = () =>
    transact(ctx, async (tx) => {
      const created = await tx.label.create({ data })
      await append(tx, { type: 'directory.changed', agentId, data: { list: 'LABELS' } })
      return created
    })
  return { label: await unlessTaken('There is a label of this name already.', create) }
}
