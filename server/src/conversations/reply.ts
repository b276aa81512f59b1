import { capabilitiesOf } from '../channels/capabilities.ts'
import type { Context } from '../context.ts'
import { ForbiddenError, InvalidInputError } from '../errors.ts'
import type { ReplyInput } from '../graphql/gen/types.ts'
import { append } from '../platform/events/append.ts'
import { heldAgent } from './held-agent.ts'
import { orSecondOpen, refuseSecondOpen } from './one-open.ts'
import { mayHave } from './policy.ts'
import { externalIdOf, lastMessage, saidBefore, say } from './say.ts'
import { moveTo } from './status.ts'
import { checkWords } from './words.ts'
import { type Held, workOn } from './work.ts'

/**
 * Answers the customer. The conversation is open afterwards, nobody waits in it, and it belongs to whoever answers
 * when it belonged to no agent. The same clientId again answers with the message stored first.
 * @throws InvalidInputError, NotFoundError; ForbiddenError for somebody who was just removed; ConflictError when the customer has gone on in another conversation.
 */
export function reply(ctx: Context, input: ReplyInput) {
  return workOn(ctx, input.conversationId, async (held) => {
    const { tx, row, viewer, fact } = held
    const externalId = externalIdOf(viewer.agentId, input.clientId)
    const earlier = await saidBefore(held, externalId)
    if (earlier) return { message: earlier, conversation: row }
    const words = await wordsFor(held, input)
    await refuseSecondOpen(tx, row)
    if (!row.assigneeId) await checkStillHere(held)
    const at = ctx.clock.now()
    const said = { kind: 'outbound', externalId, at, ...words } as const
    const message = await say(held, said)
    const move = moveTo(row, 'open', at)
    const assigneeId = row.assigneeId ?? viewer.agentId
    const data = { ...move?.data, ...answered(held, at), ...lastMessage(said), assigneeId }
    const conversation = await orSecondOpen(tx.conversation.update({ where: { id: row.id }, data }))
    await append(
      tx,
      ...(move ? [fact('conversation.status_changed', move.event)] : []),
      ...(row.assigneeId ? [] : [fact('conversation.assigned', taken(held))]),
      fact('message.added', { messageId: message.id, kind: message.kind, seq: message.seq }),
    )
    return { message, conversation }
  })
}

async function wordsFor({ tx, row }: Held, input: ReplyInput) {
  const channel = await tx.channel.findUniqueOrThrow({ where: { id: row.channelId } })
  const can = capabilitiesOf(channel)
  const words = checkWords(input, can.maxLength)
  if (words.attachmentIds.length > 0 && !can.attachments) {
    throw new InvalidInputError('attachmentIds', 'Files cannot be sent on this channel.')
  }
  return words
}

/** Whoever answers takes the conversation: not somebody who was removed since they sent this. */
async function checkStillHere({ tx, row, viewer }: Held) {
  const agent = await heldAgent(tx, viewer.agentId)
  if (!agent || !mayHave(agent, row)) throw new ForbiddenError('You no longer work here.')
}

const answered = ({ row }: Held, at: Date) => ({
  lastSeq: row.lastSeq + 1,
  waitingSince: null,
  unreadCount: 0,
  agentSeenSeq: row.lastSeq + 1,
  firstReplyAt: row.firstReplyAt ?? at,
})

const taken = ({ row, viewer }: Held) => ({
  from: { agentId: null, teamId: row.teamId },
  to: { agentId: viewer.agentId, teamId: row.teamId },
})
