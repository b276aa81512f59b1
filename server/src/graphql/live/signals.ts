import type { Context, Services } from '../../context.ts'
import type { Audience, ChangeRow } from './change.ts'

/** What is signalled while somebody types. */
export interface TypingSignal {
  conversationId: string
  contactId: string
  brandId: string
  /** Null: the customer types. */
  agentId: string | null
  typing: boolean
  /** What the customer has written so far. */
  preview?: string | null
  /** A note is being written: the customer is not told. */
  note?: boolean
  at: string
}

/** A passing change for whoever may see it; nothing of it is stored or replayed. */
export type Passing = (ctx: Context, audience: Audience) => Promise<ChangeRow | null>

/** Hands over every passing change: typing, visitors on their pages. Returns the way to stop. */
export function listenToSignals(services: Services, listener: (passing: Passing) => void): () => void {
  const stopTyping = services.wake.onSignal('typing', (value) => listener(typing(value as TypingSignal)))
  const stopPresence = services.presence.onChange((key, value) => {
    const [kind, id] = key.split(':')
    if (id && kind === 'contact') listener(visitorSeen(id, value, services.clock.now()))
  })
  return () => {
    stopTyping()
    stopPresence()
  }
}

const typing =
  (signal: TypingSignal): Passing =>
  async (ctx, { viewer }) => {
    if (viewer.brandIds && !viewer.brandIds.includes(signal.brandId)) return null
    const agent = signal.agentId ? await ctx.loaders.agent.load(signal.agentId) : null
    const { conversationId, typing: active, preview = null } = signal
    const at = new Date(signal.at)
    return { __typename: 'TypingChanged', cursor: null, at, conversationId, agent, typing: active, preview }
  }

const visitorSeen =
  (contactId: string, value: unknown, at: Date): Passing =>
  async (ctx, { viewer }) => {
    if (viewer.brandIds) {
      const where = { contactId, brandId: { in: viewer.brandIds } }
      if (!(await ctx.db.prisma.conversation.findFirst({ where, select: { id: true } }))) return null
    }
    const activity = value === undefined ? null : { ...(value as object), online: true }
    return { __typename: 'VisitorActivityChanged', cursor: null, at, contactId, activity }
  }
