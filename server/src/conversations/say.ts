import { InvalidInputError } from '../errors.ts'
import type { MessageRow } from '../graphql/rows.ts'
import { isId, newId } from '../platform/ids.ts'
import { preview } from './preview.ts'
import type { Held } from './work.ts'

/** What is to be stored of an agent's words. */
export interface Said {
  kind: 'outbound' | 'note'
  externalId: string
  body: string
  attachmentIds: readonly string[]
  at: Date
  /** The channel it goes out on; the conversation's own where nothing is said. */
  channelId?: string
}

const clientIds = /^[\w.:-]{1,100}$/

/**
 * The id that makes an agent's message one, however often it is sent.
 * @throws InvalidInputError when the client's part is none.
 */
export function externalIdOf(agentId: string, clientId: string): string {
  if (!clientIds.test(clientId)) throw new InvalidInputError('clientId', 'This is not an id of a client.')
  return `agent:${agentId}:${clientId}`
}

/** The id an agent's client gave a message; null for messages of customers and of the hub. */
export function clientIdOf(row: { agentId: string | null; externalId: string | null }): string | null {
  const prefix = `agent:${row.agentId}:`
  return row.externalId?.startsWith(prefix) ? row.externalId.slice(prefix.length) : null
}

/**
 * The message stored by an earlier try on the same channel, if there was one.
 * @throws InvalidInputError when the id belongs to a message of another conversation.
 */
export async function saidBefore(
  { tx, row }: Held,
  externalId: string,
  channelId = row.channelId,
): Promise<MessageRow | null> {
  const message = await tx.message.findUnique({ where: { channelId_externalId: { channelId, externalId } } })
  if (message && message.conversationId !== row.id) throw takenClientId()
  return message
}

/** Stores the words as the next message of the conversation, with their files. The caller moves lastSeq. */
export async function say({ tx, row, viewer }: Held, said: Said): Promise<MessageRow> {
  const id = newId()
  const { attachmentIds, at, channelId = row.channelId, ...words } = said
  const message = { ...words, id, seq: row.lastSeq + 1, createdAt: at, agentId: viewer.agentId }
  const place = { conversationId: row.id, channelId }
  // Another conversation of the channel may be given the same id at this moment: then none is made here.
  const made = await tx.message.createManyAndReturn({ data: [{ ...message, ...place }], skipDuplicates: true })
  if (!made[0]) throw takenClientId()
  await attach({ tx, viewer }, id, attachmentIds)
  return made[0]
}

/** The line that lists show of the newest message. */
export const lastMessage = ({ kind, body, attachmentIds, at }: Omit<Said, 'externalId' | 'channelId'>) => ({
  lastMessageAt: at,
  lastMessageText: preview(body, attachmentIds.length),
  lastMessageKind: kind,
})

/** Files go with one message only, and only with one of whoever uploaded them. */
async function attach({ tx, viewer }: Pick<Held, 'tx' | 'viewer'>, messageId: string, ids: readonly string[]) {
  if (ids.length === 0) return
  const where = { id: { in: ids.filter(isId) }, uploader: `agent:${viewer.agentId}`, messageId: null }
  const { count } = await tx.attachment.updateMany({ where, data: { messageId } })
  if (count === ids.length) return
  throw new InvalidInputError('attachmentIds', 'A file is missing or was sent already: please add it again.')
}

const takenClientId = () => new InvalidInputError('clientId', 'This id was used for another message.')
