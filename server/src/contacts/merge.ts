import type { ContactMerge, Prisma } from '@switchboard/prisma'
import type { AgentViewer, Context } from '../context.ts'
import { ConflictError, InvalidInputError, NotFoundError } from '../errors.ts'
import type { MergeContactsInput } from '../graphql/gen/types.ts'
import type { ContactRow } from '../graphql/rows.ts'
import type { Tx } from '../platform/database.ts'
import { append } from '../platform/events/append.ts'
import { isId, newId } from '../platform/ids.ts'
import { transact } from '../platform/transaction.ts'
import { signedIn } from '../viewer.ts'
import { filledIn, fillFrom } from './filled.ts'
import { heldContact, holdContacts, takeTurn } from './hold.ts'

/**
 * Joins a contact into another: every identity and conversation goes there, what is empty is filled, and all of it is
 * noted so that it can be undone. Messages keep the contact that wrote them; reads follow. Asked twice, it is done once.
 * @throws InvalidInputError, NotFoundError, ForbiddenError; ConflictError when one of them was joined elsewhere.
 */
export function mergeContacts(ctx: Context, { intoContactId, fromContactId }: MergeContactsInput) {
  const viewer = signedIn(ctx.viewer)
  const ids = [intoContactId, fromContactId].map((id) => id.toLowerCase())
  if (!ids.every(isId)) throw new NotFoundError('There is no such contact.')
  const [intoId = '', fromId = ''] = ids
  return transact(ctx, async (tx) => {
    await takeTurn(tx)
    await holdContacts(tx, ids)
    const into = await heldContact(tx, viewer, intoId)
    const from = await heldContact(tx, viewer, fromId)
    if (into.id === from.id) throw new InvalidInputError('fromContactId', 'Choose two different contacts.')
    const before = await tx.contactMerge.findFirst({ where: { fromId, intoId, undoneAt: null } })
    if (before) return { contact: into, merge: before }
    if (into.mergedIntoId || from.mergedIntoId) {
      throw new ConflictError('One of the two was joined with another contact meanwhile. Please look again.')
    }
    return join(tx, { into, from, viewer, at: ctx.clock.now() })
  })
}

interface Pair {
  into: ContactRow
  from: ContactRow
  viewer: AgentViewer
  at: Date
}

async function join(tx: Tx, { into, from, viewer, at }: Pair): Promise<{ contact: ContactRow; merge: ContactMerge }> {
  const moved = await move(tx, from.id, into.id)
  const filled = fillFrom(into, from)
  const contact = await tx.contact.update({ where: { id: into.id }, data: filledIn(into, filled) })
  await tx.contact.update({ where: { id: from.id }, data: { mergedIntoId: into.id } })
  const who = { id: newId(), intoId: into.id, fromId: from.id, agentId: viewer.agentId, at }
  const note = { ...who, ...moved, filled: filled as unknown as Prisma.InputJsonObject }
  const merge = await tx.contactMerge.create({ data: note })
  const data = { from: from.id, mergeId: merge.id }
  await append(tx, { type: 'contact.merged', contactId: into.id, agentId: viewer.agentId, data })
  return { contact, merge }
}

/** Moves what is the one's to the other; answers with the ids of all that moved. */
async function move(tx: Tx, from: string, to: string) {
  const identities = await tx.$queryRaw<{ id: string }[]>`
    UPDATE identities SET contact_id = ${to}::uuid WHERE contact_id = ${from}::uuid RETURNING id`
  const conversations = await tx.$queryRaw<{ id: string }[]>`
    UPDATE conversations SET contact_id = ${to}::uuid WHERE contact_id = ${from}::uuid RETURNING id`
  const conversationIds = conversations.map((row) => row.id)
  const own = await tx.message.findMany({
    where: { conversationId: { in: conversationIds }, contactId: to },
    select: { id: true },
  })
  return { identityIds: identities.map((row) => row.id), conversationIds, ownMessageIds: own.map((row) => row.id) }
}
