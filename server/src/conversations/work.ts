import type { AgentViewer, Context } from '../context.ts'
import { NotFoundError } from '../errors.ts'
import type { ConversationRow } from '../graphql/rows.ts'
import type { Tx } from '../platform/database.ts'
import type { NewEvent } from '../platform/events/event.ts'
import { isId } from '../platform/ids.ts'
import { transact } from '../platform/transaction.ts'
import { signedIn } from '../viewer.ts'
import { orNoRoom } from './no-room.ts'
import { mayWork } from './policy.ts'

/** A conversation that stays as it is until the transaction ends, and who works on it. */
export interface Held {
  tx: Tx
  row: ConversationRow
  viewer: AgentViewer
  /** A fact about this conversation, done by this agent. */
  fact(type: string, data?: Record<string, unknown>): NewEvent
}

/** Reads a conversation after everybody who changes it is done, and keeps others waiting until the transaction ends. */
export async function lockConversation(tx: Tx, id: string): Promise<ConversationRow | null> {
  await tx.$queryRaw`SELECT 1 FROM conversations WHERE id = ${id}::uuid FOR UPDATE`
  return tx.conversation.findUnique({ where: { id } })
}

/**
 * Runs an agent's work on a conversation in one transaction that holds it. Two agents at once go one after the other.
 * @throws UnauthenticatedError; NotFoundError when there is none the agent may see; ConflictError when it would weigh more
 * on an agent than they have room for.
 */
export async function workOn<T>(ctx: Context, conversationId: string, work: (held: Held) => Promise<T>): Promise<T> {
  const viewer = signedIn(ctx.viewer)
  if (!isId(conversationId)) throw noConversation()
  const done = transact(ctx, async (tx) => {
    const row = await lockConversation(tx, conversationId)
    if (!row || !mayWork(viewer, row)) throw noConversation()
    return work({ tx, row, viewer, fact: (type, data) => ({ ...factOf(row, type, data), agentId: viewer.agentId }) })
  })
  return orNoRoom(done)
}

/** A fact about a conversation, done by nobody in particular. */
export const factOf = (row: ConversationRow, type: string, data: Record<string, unknown> = {}): NewEvent => ({
  type,
  brandId: row.brandId,
  conversationId: row.id,
  contactId: row.contactId,
  data,
})

const noConversation = () => new NotFoundError('There is no such conversation.')
