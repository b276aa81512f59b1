import type { RoomMessage } from '@switchboard/prisma'
import type { AgentViewer, Context } from '../context.ts'
import { mayView } from '../conversations/policy.ts'
import { ConflictError, InvalidInputError, NotFoundError } from '../errors.ts'
import type { SendRoomMessageInput } from '../graphql/gen/types.ts'
import type { Tx } from '../platform/database.ts'
import { append } from '../platform/events/append.ts'
import { isId, newId } from '../platform/ids.ts'
import { paragraphs } from '../platform/text.ts'
import { transact } from '../platform/transaction.ts'
import { signedIn } from '../viewer.ts'
import { knownRoom, roomsOf } from './policy.ts'

const longest = 4000

/**
 * Says something in a room; with `help` it calls the senior agent. The same clientId again answers with what was said
 * first.
 * @throws UnauthenticatedError, NotFoundError, InvalidInputError.
 */
export async function sendRoomMessage(ctx: Context, input: SendRoomMessageInput) {
  const viewer = signedIn(ctx.viewer)
  const body = paragraphs('body', input.body, longest)
  if (body === '') throw new InvalidInputError('body', 'Write something.')
  if (!isId(input.clientId)) throw new InvalidInputError('clientId', 'This is not an id.')
  const message = await transact(ctx, async (tx) => {
    const { id: roomId } = await knownRoom(tx, viewer, input.roomId)
    // The room is held: messages get their numbers one after the other.
    await tx.$queryRaw`SELECT 1 FROM rooms WHERE id = ${roomId}::uuid FOR UPDATE`
    const { agentId } = viewer
    const earlier = await tx.roomMessage.findUnique({
      where: { agentId_clientId: { agentId, clientId: input.clientId } },
    })
    if (earlier) return earlier
    const conversationId = await about(tx, viewer, input.conversationId)
    const { lastSeq: seq } = await tx.room.update({ where: { id: roomId }, data: { lastSeq: { increment: 1 } } })
    const { clientId, help } = input
    const said = { id: newId(), roomId, seq, agentId, clientId, body, conversationId, help, createdAt: ctx.clock.now() }
    const written = await tx.roomMessage.create({ data: said })
    await read(tx, roomId, agentId, seq)
    await tell(tx, written, agentId)
    return written
  })
  return { said: message }
}

/** Says up to which message the viewer has read a room; it never goes back. @throws UnauthenticatedError, NotFoundError. */
export async function markRoomSeen(ctx: Context, { roomId, seq }: { roomId: string; seq: number }) {
  const viewer = signedIn(ctx.viewer)
  return transact(ctx, async (tx) => {
    const room = await knownRoom(tx, viewer, roomId)
    const seenSeq = Math.max(room.seenSeq, Math.min(seq, room.lastSeq))
    await read(tx, room.id, viewer.agentId, seenSeq)
    return { room: { ...room, seenSeq } }
  })
}

/**
 * Comes to help whoever called. The first one who does.
 * @throws UnauthenticatedError, NotFoundError; InvalidInputError for what called nobody; ConflictError in words that name
 * who came already.
 */
export async function answerHelp(ctx: Context, { messageId }: { messageId: string }) {
  const viewer = signedIn(ctx.viewer)
  const message = await transact(ctx, async (tx) => {
    const found = isId(messageId) ? await tx.roomMessage.findUnique({ where: { id: messageId } }) : null
    if (!found || (await roomsOf(tx, viewer, found.roomId)).length === 0) throw noMessage()
    await tx.$queryRaw`SELECT 1 FROM room_messages WHERE id = ${messageId}::uuid FOR UPDATE`
    const held = await tx.roomMessage.findUniqueOrThrow({ where: { id: messageId }, include: { answeredBy: true } })
    if (!held.help) throw new InvalidInputError('messageId', 'This calls nobody.')
    const { answeredBy, ...row } = held
    if (answeredBy?.id === viewer.agentId) return row
    if (answeredBy) throw new ConflictError(`${answeredBy.name} helps already.`)
    const data = { answeredById: viewer.agentId, answeredAt: ctx.clock.now() }
    const answered = await tx.roomMessage.update({ where: { id: messageId }, data })
    await tell(tx, answered, viewer.agentId)
    return answered
  })
  return { said: message }
}

/** The conversation it is about, where the viewer may see it. */
async function about(tx: Tx, viewer: AgentViewer, id: string | null | undefined): Promise<string | null> {
  if (id == null) return null
  const row = isId(id) ? await tx.conversation.findUnique({ where: { id } }) : null
  if (!row || !mayView(viewer, row)) throw new InvalidInputError('conversationId', 'There is no such conversation.')
  return id
}

const read = (tx: Tx, roomId: string, agentId: string, seq: number) =>
  tx.$executeRaw`
    INSERT INTO room_reads (room_id, agent_id, seq) VALUES (${roomId}::uuid, ${agentId}::uuid, ${seq})
    ON CONFLICT (room_id, agent_id) DO UPDATE SET seq = greatest(room_reads.seq, excluded.seq)`

/** Everybody learns that there is something in the room; only who may read it is told what. */
const tell = (tx: Tx, { roomId, help, answeredById }: RoomMessage, agentId: string) =>
  append(tx, { type: 'room.changed', agentId, data: { roomId, help: help && answeredById === null } })

const noMessage = () => new NotFoundError('There is no such message.')
