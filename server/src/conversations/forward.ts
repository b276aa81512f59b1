import type { Context } from '../context.ts'
import { InvalidInputError, NotFoundError } from '../errors.ts'
import type { ForwardMessageInput } from '../graphql/gen/types.ts'
import { append } from '../platform/events/append.ts'
import { isId } from '../platform/ids.ts'
import { copyFiles } from './outgoing/copy-files.ts'
import { forwardedHtml, forwardedText } from './outgoing/forwarded.ts'
import { recipientsFor } from './outgoing/letter.ts'
import { originalOf } from './outgoing/original.ts'
import { holdOf, post } from './outgoing/post.ts'
import { type Way, wayOut } from './outgoing/way.ts'
import { line } from '../platform/text.ts'
import { externalIdOf, lastMessage, saidBefore, say } from './say.ts'
import { type Held, workOn } from './work.ts'

const longestIntro = 20_000
const nobody = { to: [], cc: [], bcc: [] }

/**
 * Passes a message on by mail, with its files, to people who have no part in the conversation. It stands in the
 * conversation as a note: the customer sees nothing of it, waits as before, and an answer to it begins a conversation of its
 * own. The same clientId again answers with what was stored first.
 * @throws InvalidInputError, NotFoundError.
 */
export function forwardMessage(ctx: Context, input: ForwardMessageInput) {
  return workOn(ctx, input.conversationId, async (held) => {
    const { tx, row, viewer, fact } = held
    const externalId = externalIdOf(viewer.agentId, input.clientId)
    const way = await wayOut(tx, row, viewer, input.channelId)
    if (!way.can.letters) throw new InvalidInputError('channelId', 'Choose a mailbox: this channel carries no mail.')
    const earlier = await saidBefore(held, externalId, way.id)
    if (earlier) return { message: earlier, conversation: row }
    const recipients = recipientsOf(way, input)
    const message = await messageOf(held, input.messageId)
    const original = originalOf(message)
    const at = ctx.clock.now()
    const body = introOf(input)
    const said = { kind: 'note', externalId, at, channelId: way.id, body, attachmentIds: [] } as const
    const note = await say(held, said)
    const copied = await copyFiles(tx, { from: message.attachments, fileIds: input.fileIds, to: note.id, viewer })
    const quoted = forwardedText(original)
    const letter = { recipients, subject: subjectOf(input, original.subject ?? row.subject, row.number), quoted }
    const html = forwardedHtml(body, original)
    await post(ctx, held, {
      message: note,
      way,
      letter: { ...letter, html, dueAt: new Date(at.getTime() + holdOf(way)), aside: true },
    })
    const shown = { ...lastMessage({ ...said, attachmentIds: copied, body: body || quoted }), lastSeq: note.seq }
    const conversation = await tx.conversation.update({ where: { id: row.id }, data: shown })
    await append(tx, fact('message.added', { messageId: note.id, kind: note.kind, seq: note.seq }))
    return { message: note, conversation }
  })
}

function recipientsOf(way: Way, input: ForwardMessageInput) {
  if (input.to.every((one) => one.trim() === '')) throw new InvalidInputError('to', 'Say whom it goes to.')
  return recipientsFor(way, input, nobody)
}

function introOf({ body }: ForwardMessageInput) {
  if (body.length > longestIntro) {
    throw new InvalidInputError('body', `This is too long: at most ${longestIntro} characters can go with it.`)
  }
  return body.replaceAll('\0', '').trimEnd()
}

async function messageOf({ tx, row }: Held, id: string) {
  const where = { id, conversationId: row.id }
  const include = {
    content: true,
    attachments: true,
    agent: true,
    contact: true,
    channel: { include: { brand: true } },
  }
  const message = isId(id) ? await tx.message.findFirst({ where, include }) : null
  if (!message || message.kind === 'system') throw new NotFoundError('There is no such message.')
  if (message.kind === 'note') throw new InvalidInputError('messageId', 'Notes stay among colleagues.')
  return message
}

function subjectOf({ subject }: ForwardMessageInput, of: string | null, number: number) {
  if (subject != null && subject.trim() !== '') return line('subject', subject, 250)
  const own = of?.trim() || `Request #${number}`
  return /^(fwd?|wg|tr|rv)\s*:/i.test(own) ? own : `Fwd: ${own}`
}
