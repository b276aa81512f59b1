import type { AgentViewer, Context } from '../context.ts'
import { NotFoundError } from '../errors.ts'
import type { ContactRow } from '../graphql/rows.ts'
import type { Tx } from '../platform/database.ts'
import { isId } from '../platform/ids.ts'
import { transact } from '../platform/transaction.ts'
import { signedIn } from '../viewer.ts'
import { brandsOf } from './find.ts'
import { mayView } from './policy.ts'

/**
 * Runs an agent's work on a contact in one transaction that holds it.
 * @throws UnauthenticatedError; NotFoundError when there is none the agent may see.
 */
export async function workOn<T>(
  ctx: Context,
  contactId: string,
  work: (held: { tx: Tx; row: ContactRow; viewer: AgentViewer }) => Promise<T>,
): Promise<T> {
  const viewer = signedIn(ctx.viewer)
  if (!isId(contactId)) throw noContact()
  return transact(ctx, async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM contacts WHERE id = ${contactId}::uuid FOR UPDATE`
    const row = await tx.contact.findUnique({ where: { id: contactId } })
    if (!row || !mayView(viewer, { brandIds: await brandsOf(tx, row.id) })) throw noContact()
    return work({ tx, row, viewer })
  })
}

const noContact = () => new NotFoundError('There is no such contact.')
