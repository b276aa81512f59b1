import type { Context } from '../context.ts'
import { ConflictError, NotFoundError } from '../errors.ts'
import type { RemoveContactAddressInput } from '../graphql/gen/types.ts'
import { append } from '../platform/events/append.ts'
import type { Tx } from '../platform/database.ts'
import { isId } from '../platform/ids.ts'
import { workOn } from './work.ts'

/**
 * Takes an address from a contact that nothing ever came from and that was never written to.
 * @throws NotFoundError; ConflictError when messages or consents belong to it.
 */
export function removeContactAddress(ctx: Context, { contactId, identityId }: RemoveContactAddressInput) {
  return workOn(ctx, contactId, async ({ tx, row, viewer }) => {
    const where = { id: identityId, contactId: row.id }
    const identity = isId(identityId) ? await tx.identity.findFirst({ where }) : null
    if (!identity) throw new NotFoundError('This contact has no such address.')
    // Whoever writes from it at this moment needs its row too, and waits until this is done.
    await tx.$queryRaw`SELECT 1 FROM identities WHERE id = ${identityId}::uuid FOR UPDATE`
    if (await isUsed(tx, identityId)) {
      throw new ConflictError('Messages went to or came from this address: it stays with them.')
    }
    await tx.identity.delete({ where: { id: identityId } })
    const fields = { fields: ['identities'] }
    await append(tx, { type: 'contact.changed', contactId: row.id, agentId: viewer.agentId, data: fields })
    return { contact: row }
  })
}

async function isUsed(tx: Tx, identityId: string): Promise<boolean> {
  const where = { identityId }
  const counts = [
    await tx.conversation.count({ where, take: 1 }),
    await tx.participant.count({ where, take: 1 }),
    await tx.consent.count({ where, take: 1 }),
  ]
  return counts.some((count) => count > 0)
}
