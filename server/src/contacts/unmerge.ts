import type { ContactMerge } from '@switchboard/prisma'
import type { Context } from '../context.ts'
import { NotFoundError } from '../errors.ts'
import type { UnmergeContactInput } from '../graphql/gen/types.ts'
import type { Tx } from '../platform/database.ts'
import { append } from '../platform/events/append.ts'
import { isId } from '../platform/ids.ts'
import { transact } from '../platform/transaction.ts'
import { signedIn } from '../viewer.ts'
import { type Filled, takenBack } from './filled.ts'
import { heldContact, holdContacts, takeTurn } from './hold.ts'

/**
 * Parts two contacts again: what was moved and is still there goes back, with all that came since under its identities.
 * What was filled in is emptied unless it was changed. Merges can be undone in any order; asked twice, it is done once.
 * @throws NotFoundError when there is no such merge of contacts the agent may see, ForbiddenError.
 */
export function unmergeContact(ctx: Context, { mergeId }: UnmergeContactInput) {
  const viewer = signedIn(ctx.viewer)
  if (!isId(mergeId)) throw noMerge()
  return transact(ctx, async (tx) => {
    await takeTurn(tx)
    const merge = await tx.contactMerge.findUnique({ where: { id: mergeId } })
    if (!merge) throw noMerge()
    const chain = await chainFrom(tx, merge.intoId)
    const current = chain.at(-1) ?? merge.intoId
    await holdContacts(tx, [...chain, merge.fromId])
    const contact = await heldContact(tx, viewer, current).catch(hidden)
    if (merge.undoneAt) return { contact, restored: await heldContact(tx, viewer, merge.fromId) }
    await moveBack(tx, merge, chain, current)
    await takeBack(tx, merge)
    const restored = await tx.contact.update({ where: { id: merge.fromId }, data: { mergedIntoId: null } })
    await tx.contactMerge.update({ where: { id: merge.id }, data: { undoneAt: ctx.clock.now() } })
    const event = { type: 'contact.unmerged', agentId: viewer.agentId }
    const there = { ...event, contactId: current, data: { from: merge.fromId, mergeId } }
    await append(tx, there, { ...event, contactId: merge.fromId, data: { into: current, mergeId } })
    return { contact: await tx.contact.findUniqueOrThrow({ where: { id: current } }), restored }
  })
}

/** The contact and those that stand for it now, the last one being who has its things. */
async function chainFrom(tx: Tx, id: string): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    WITH RECURSIVE chain (id, next, n) AS (
      SELECT id, merged_into_id, 0 FROM contacts WHERE id = ${id}::uuid
      UNION ALL SELECT c.id, c.merged_into_id, n + 1 FROM contacts c JOIN chain ON c.id = chain.next
    ) SELECT id FROM chain ORDER BY n`
  return rows.map((row) => row.id)
}

async function moveBack(tx: Tx, merge: ContactMerge, chain: string[], current: string): Promise<void> {
  const to = merge.fromId
  const moved = await tx.$queryRaw<{ id: string }[]>`
    UPDATE identities SET contact_id = ${to}::uuid
     WHERE id = ANY (${merge.identityIds}::uuid[]) AND contact_id = ${current}::uuid RETURNING id`
  const ids = moved.map((row) => row.id)
  await tx.$executeRaw`
    WITH back AS (
      UPDATE conversations SET contact_id = ${to}::uuid
       WHERE contact_id = ${current}::uuid AND identity_id = ANY (${ids}::uuid[]) RETURNING id
    )
    UPDATE messages m SET contact_id = ${to}::uuid FROM back
     WHERE m.conversation_id = back.id AND m.contact_id = ANY (${chain}::uuid[])
       AND NOT EXISTS (SELECT 1 FROM contact_merges own WHERE own.into_id = ANY (${chain}::uuid[]) AND m.id = ANY (own.own_message_ids))`
  // Later merges took these along: undoing one of those must not fetch them again.
  await tx.$executeRaw`
    UPDATE contact_merges SET identity_ids = ARRAY (SELECT unnest(identity_ids) EXCEPT SELECT unnest(${ids}::uuid[]))
     WHERE undone_at IS NULL AND from_id = ANY (${chain}::uuid[])`
}

async function takeBack(tx: Tx, { intoId, filled }: ContactMerge): Promise<void> {
  const into = await tx.contact.findUniqueOrThrow({ where: { id: intoId } })
  await tx.contact.update({ where: { id: intoId }, data: takenBack(into, filled as unknown as Filled) })
}

const noMerge = () => new NotFoundError('There is no such merge.')

function hidden(error: unknown): never {
  throw error instanceof NotFoundError ? noMerge() : error
}
