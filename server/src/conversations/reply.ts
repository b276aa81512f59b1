import type { Context } from '../context.ts'
import { ForbiddenError, InvalidInputError } from '../errors.ts'
import type { ReplyInput } from '../graphql/gen/types.ts'
import { append } from '../platform/events/append.ts'
import { heldAgent } from './held-agent.ts'
import { orSecondOpen, refuseSecondOpen } from './one-open.ts'
import { recipientsFor, refuseLetter, subjectFor } from './outgoing/letter.ts'
import { holdOf, type Letter, post } from './outgoing/post.ts'
import { showPictures } from './outgoing/show-pictures.ts'
import { richFrom } from './outgoing/rich.ts'
import { usualRecipients } from './outgoing/recipients.ts'
import { expectReading } from './outgoing/unread-answers.ts'
import { type Way, wayOut } from './outgoing/way.ts'
import { mayHave } from './policy.ts'
import { externalIdOf, lastMessage, saidBefore, say } from './say.ts'
import { moveTo } from './status.ts'
import { checkWords } from './words.ts'
import { type Held, workOn } from './work.ts'

/** What an answer is made of once everything about it has been checked. */
interface Answer {
  words: ReturnType<typeof checkWords>
  /** Files that are shown within the words. */
  pictureIds: string[]
  /** Null where the customer's device fetches it. */
  letter: Letter | null
}

/**
 * Answers the customer. The conversation is open afterwards, nobody waits in it, and it belongs to whoever answers
 * when it belonged to no agent. The same clientId again answers with the message stored first.
 * @throws InvalidInputError, NotFoundError; ForbiddenError for somebody who was just removed; ConflictError when the customer has gone on in another conversation.
 */
export function reply(ctx: Context, input: ReplyInput) {
  return workOn(ctx, input.conversationId, async (held) => {
    const { tx, row, viewer, fact } = held
    const externalId = externalIdOf(viewer.agentId, input.clientId)
    const way = await wayOut(tx, row, viewer, input.channelId)
    const earlier = await saidBefore(held, externalId, way.id)
    if (earlier) return { message: earlier, conversation: row }
    const at = ctx.clock.now()
    const { words, pictureIds, letter } = await answerFor(held, way, input, at)
    await refuseSecondOpen(tx, row)
    if (!row.assigneeId) await checkStillHere(held)
    const said = { kind: 'outbound', externalId, at, channelId: way.id, ...words } as const
    const message = await say(held, said)
    await showPictures(tx, message.id, pictureIds)
    if (letter) await post(ctx, held, { message, way, letter })
    await expectReading(tx, row, way, at)
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

async function answerFor({ tx, row }: Held, way: Way, input: ReplyInput, at: Date): Promise<Answer> {
  if (way.can.pull) refuseLetter(input)
  const attachmentIds = input.attachmentIds ?? []
  const rich = input.html == null ? null : richFrom(way, input.html, attachmentIds)
  const words = checkWords(rich ? { body: rich.text, attachmentIds } : input, way.can.maxLength)
  if (words.attachmentIds.length > 0 && !way.can.attachments) {
    throw new InvalidInputError('attachmentIds', 'Files cannot be sent on this channel.')
  }
  if (way.can.pull) return { words, pictureIds: [], letter: null }
  const recipients = recipientsFor(way, input, await usualRecipients(tx, row, way))
  const subject = subjectFor(way, input.subject, row)
  const dueAt = new Date(Math.max(at.getTime() + holdOf(way), sendAt(input, at)))
  return { words, pictureIds: rich?.pictureIds ?? [], letter: { recipients, subject, html: rich?.html ?? null, dueAt } }
}

const latest = 366 * 24 * 3600 * 1000

/** When the agent wants it to leave, in ms; 0 when they did not say. */
function sendAt({ sendAt }: ReplyInput, now: Date): number {
  if (!sendAt) return 0
  const ahead = new Date(sendAt).getTime() - now.getTime()
  if (!(ahead > 0 && ahead < latest)) throw new InvalidInputError('sendAt', 'Choose a time within a year from now.')
  return now.getTime() + ahead
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
