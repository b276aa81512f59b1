import type { Context } from '../context.ts'
import type { UpdateProfileInput } from '../graphql/gen/types.ts'
import { append } from '../platform/events/append.ts'
import { line } from '../platform/text.ts'
import { transact } from '../platform/transaction.ts'
import { signedIn } from '../viewer.ts'
import { checkedLocale } from './locales.ts'
import { sessionsChanged } from './sessions.ts'

/** Changes the viewer's own name, language, colours, notices and which key sends. @throws UnauthenticatedError, InvalidInputError. */
export async function updateProfile(ctx: Context, input: UpdateProfileInput) {
  const { agentId } = signedIn(ctx.viewer)
  const data = {
    ...(input.name == null ? {} : { name: line('name', input.name, 80) }),
    ...(input.locale == null ? {} : { locale: checkedLocale(input.locale) }),
    ...(input.theme == null ? {} : { theme: input.theme.toLowerCase() }),
    ...(input.sound == null ? {} : { notifySound: input.sound }),
    ...(input.desktop == null ? {} : { notifyDesktop: input.desktop }),
    ...(input.enterSends == null ? {} : { enterSends: input.enterSends }),
  }
  const viewer = await transact(ctx, async (tx) => {
    const changed = await tx.agent.update({ where: { id: agentId }, data })
    // Colleagues see the name; the rest concerns nobody else.
    if (data.name) await append(tx, { type: 'agent.changed', agentId, data: { agentId } })
    return changed
  })
  if (data.name) ctx.wake.signal(sessionsChanged, {})
  return { viewer }
}
