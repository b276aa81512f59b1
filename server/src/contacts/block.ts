import type { Context } from '../context.ts'
import { ForbiddenError } from '../errors.ts'
import type { SetContactBlockedInput } from '../graphql/gen/types.ts'
import { append } from '../platform/events/append.ts'
import { mayBlock } from './policy.ts'
import { workOn } from './work.ts'

/** Blocks a contact, whose messages are then refused, or lifts the block. @throws NotFoundError, ForbiddenError. */
export function setContactBlocked(ctx: Context, input: SetContactBlockedInput) {
  return workOn(ctx, input.contactId, async ({ tx, row, viewer }) => {
    if (!mayBlock(viewer)) throw new ForbiddenError('Only senior agents and supervisors can block a contact.')
    const { blocked } = input
    if (blocked === (row.blockedAt !== null)) return { contact: row }
    const data = { blockedAt: blocked ? ctx.clock.now() : null }
    const contact = await tx.contact.update({ where: { id: row.id }, data })
    await append(tx, { type: 'contact.blocked', contactId: row.id, agentId: viewer.agentId, data: { blocked } })
    return { contact }
  })
}
