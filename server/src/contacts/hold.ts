import type { AgentViewer } from '../context.ts'
import { ForbiddenError, NotFoundError } from '../errors.ts'
import type { ContactRow } from '../graphql/rows.ts'
import type { Tx } from '../platform/database.ts'
import { brandsOf } from './find.ts'
import { mayMerge, mayMergeContact, mayView } from './policy.ts'

/** Names the turn that joining and parting contacts take: one at a time in the whole centre. */
const turn = 7_246_310_020

/** Waits until nobody else joins or parts contacts; lasts until the transaction ends. */
export async function takeTurn(tx: Tx): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(${turn})`
}

/**
 * Holds contacts with all that is theirs, in the order of intake and sign-in: identities, conversations, contacts. Then
 * nothing comes in for them until the transaction ends.
 */
export async function holdContacts(tx: Tx, ids: string[]): Promise<void> {
  const held = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM identities WHERE contact_id = ANY (${ids}::uuid[]) ORDER BY value COLLATE "C", kind FOR UPDATE`
  await tx.$queryRaw`SELECT 1 FROM conversations WHERE contact_id = ANY (${ids}::uuid[]) ORDER BY id FOR UPDATE`
  await tx.$queryRaw`SELECT 1 FROM contacts WHERE id = ANY (${ids}::uuid[]) ORDER BY id FOR UPDATE`
  const known = new Set(held.map((row) => row.id))
  const now = await tx.identity.findMany({ where: { contactId: { in: ids } }, select: { id: true } })
  // Somebody signed in before we held the contacts: from the beginning, with all of them (see transact).
  if (now.some((row) => !known.has(row.id))) throw Object.assign(new Error('an identity came'), { code: '40001' })
}

/**
 * A contact that the agent may join or part. @throws NotFoundError when there is none they may see; ForbiddenError when
 * it takes somebody senior, or somebody who sees all brands the contact wrote to.
 */
export async function heldContact(tx: Tx, viewer: AgentViewer, id: string): Promise<ContactRow> {
  const row = await tx.contact.findUnique({ where: { id } })
  const brandIds = row ? await brandsOf(tx, row.mergedIntoId ?? row.id) : []
  if (!row || !mayView(viewer, { brandIds })) throw new NotFoundError('There is no such contact.')
  if (!mayMerge(viewer)) throw new ForbiddenError('Only senior agents and supervisors can join contacts.')
  if (!mayMergeContact(viewer, { brandIds })) throw new ForbiddenError(ofOtherBrands)
  return row
}

const ofOtherBrands = 'This contact also wrote to brands that you do not see. Ask somebody who sees all of them.'
