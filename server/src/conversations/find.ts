import type { Context } from '../context.ts'
import type { ConversationRow } from '../graphql/rows.ts'
import { isId } from '../platform/ids.ts'
import { signedIn } from '../viewer.ts'
import { mayView } from './policy.ts'

/** One conversation; null when there is none the viewer may see. @throws UnauthenticatedError. */
export async function findConversation(ctx: Context, id: string | null): Promise<ConversationRow | null> {
  const viewer = signedIn(ctx.viewer)
  const row = isId(id) ? await ctx.loaders.conversation.load(id) : null
  return row && mayView(viewer, row) ? row : null
}
