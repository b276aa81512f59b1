import type { Context } from '../context.ts'
import type { SetTypingInput } from '../graphql/gen/types.ts'
import { NotFoundError } from '../errors.ts'
import { signedIn } from '../viewer.ts'
import { findConversation } from './find.ts'

/** Tells colleagues, and unless a note is written the customer, that the agent types. Nothing is stored. @throws NotFoundError. */
export async function setTyping(ctx: Context, input: SetTypingInput) {
  const { agentId } = signedIn(ctx.viewer)
  const row = await findConversation(ctx, input.conversationId)
  if (!row) throw new NotFoundError('There is no such conversation.')
  const place = { conversationId: row.id, contactId: row.contactId, brandId: row.brandId }
  const at = ctx.clock.now().toISOString()
  ctx.wake.signal('typing', { ...place, agentId, typing: input.typing, note: input.note ?? false, at })
  return { conversationId: row.id }
}
