import type { Context } from '../context.ts'
import type { AddNoteInput } from '../graphql/gen/types.ts'
import { append } from '../platform/events/append.ts'
import { externalIdOf, lastMessage, saidBefore, say } from './say.ts'
import { checkWords } from './words.ts'
import { workOn } from './work.ts'

const longestNote = 20_000

/**
 * Writes a note for colleagues; it changes neither the status nor the waiting. The same clientId again answers with
 * the note stored first.
 * @throws InvalidInputError, NotFoundError.
 */
export function addNote(ctx: Context, input: AddNoteInput) {
  return workOn(ctx, input.conversationId, async (held) => {
    const { tx, row, viewer, fact } = held
    const externalId = externalIdOf(viewer.agentId, input.clientId)
    const earlier = await saidBefore(held, externalId)
    if (earlier) return { message: earlier, conversation: row }
    const words = checkWords(input, longestNote)
    const at = ctx.clock.now()
    const said = { kind: 'note', externalId, at, ...words } as const
    const message = await say(held, said)
    const data = { lastSeq: message.seq, ...lastMessage(said) }
    const conversation = await tx.conversation.update({ where: { id: row.id }, data })
    await append(tx, fact('message.added', { messageId: message.id, kind: message.kind, seq: message.seq }))
    return { message, conversation }
  })
}
