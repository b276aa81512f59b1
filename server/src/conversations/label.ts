import type { Context } from '../context.ts'
import { InvalidInputError } from '../errors.ts'
import type { LabelConversationInput } from '../graphql/gen/types.ts'
import type { Tx } from '../platform/database.ts'
import { append } from '../platform/events/append.ts'
import { isId } from '../platform/ids.ts'
import { workOn } from './work.ts'

const mostLabels = 20

/**
 * Puts labels on a conversation and takes them off; one that is in both lists ends up off.
 * @throws InvalidInputError for an unknown label or too many, NotFoundError.
 */
export function labelConversation(ctx: Context, input: LabelConversationInput) {
  return workOn(ctx, input.conversationId, async ({ tx, row, fact }) => {
    const conversationId = row.id
    const on = new Set(await labelsOn(tx, conversationId))
    const off = new Set(input.remove ?? [])
    const added = [...new Set(input.add ?? [])].filter((id) => !on.has(id) && !off.has(id))
    const removed = [...off].filter((id) => on.has(id))
    if (added.length === 0 && removed.length === 0) return { conversation: row }
    await checkLabels(tx, added)
    if (on.size + added.length - removed.length > mostLabels) {
      throw new InvalidInputError('add', `A conversation can have at most ${mostLabels} labels.`)
    }
    await tx.conversationLabel.deleteMany({ where: { conversationId, labelId: { in: removed } } })
    await tx.conversationLabel.createMany({ data: added.map((labelId) => ({ conversationId, labelId })) })
    await append(tx, fact('conversation.labelled', { added, removed }))
    return { conversation: row }
  })
}

async function labelsOn(tx: Tx, conversationId: string) {
  const rows = await tx.conversationLabel.findMany({ where: { conversationId }, select: { labelId: true } })
  return rows.map((row) => row.labelId)
}

async function checkLabels(tx: Tx, ids: string[]) {
  // Held, so that none can be deleted in this moment.
  const known = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM labels WHERE id = ANY(${ids.filter(isId)}::uuid[]) FOR KEY SHARE`
  if (known.length !== ids.length) throw new InvalidInputError('add', 'A label does not exist any more.')
}
