import { mayEditAlerts } from '../../alerts/policy.ts'
import type { AgentViewer, Context } from '../../context.ts'
import type { StoredEvent } from '../../platform/events/event.ts'

/** A member of the Change interface, ready to be executed against a subscription's selection. */
export type ChangeRow = { __typename: string; cursor: bigint | null; at: Date } & Record<string, unknown>

/** Who a change is shown to: agents of one role and one set of brands see the same. */
export interface Audience {
  key: string
  viewer: AgentViewer
}

/** The audience of an agent; what it holds is no more than every member may see. */
export function audienceOf(viewer: AgentViewer): Audience {
  const brandIds = viewer.brandIds ? viewer.brandIds.toSorted() : null
  const key = `${viewer.role}:${brandIds?.join(',') ?? '*'}`
  return { key, viewer: { kind: 'agent', agentId: '', userId: '', name: '', role: viewer.role, brandIds } }
}

/** The change that an event of the log is to this audience, read with its rights; null when it may not see it. */
export async function changeOf(ctx: Context, event: StoredEvent, audience: Audience): Promise<ChangeRow | null> {
  if (!(await visible(ctx, event, audience))) return null
  const base = { cursor: event.id, at: event.at }
  const [noun] = event.type.split('.')
  if (event.type === 'message.added') {
    const message = await ctx.loaders.message.load(String(event.data['messageId']))
    const conversation = event.conversationId && (await ctx.loaders.conversation.load(event.conversationId))
    return message && conversation ? { __typename: 'MessageAdded', ...base, message, conversation } : null
  }
  if (event.type === 'message.changed') {
    const message = await ctx.loaders.message.load(String(event.data['messageId']))
    return message && { __typename: 'MessageChanged', ...base, message }
  }
  if (noun === 'conversation' && event.conversationId) {
    const conversation = await ctx.loaders.conversation.load(event.conversationId)
    const agent = event.agentId ? await ctx.loaders.agent.load(event.agentId) : null
    return conversation && { __typename: 'ConversationChanged', ...base, type: event.type, conversation, agent }
  }
  if (noun === 'contact' && event.contactId) {
    const contact = await ctx.loaders.contact.load(event.contactId)
    return contact && { __typename: 'ContactChanged', ...base, contact }
  }
  if (event.type === 'agent.changed') {
    const agent = await ctx.loaders.agent.load(String(event.data['agentId'] ?? event.agentId))
    return agent && { __typename: 'AgentChanged', ...base, agent }
  }
  if (noun === 'offer') {
    const offer = await ctx.loaders.offer.load(String(event.data['offerId']))
    return offer && { __typename: 'OfferChanged', ...base, offer }
  }
  if (event.type === 'alert.changed') {
    if (!mayEditAlerts(audience.viewer)) return null
    const where = { id: String(event.data['alertId']) }
    const alert = await ctx.db.prisma.alert.findUnique({ where, include: { rule: true } })
    return alert && { __typename: 'AlertChanged', ...base, alert }
  }
  if (event.type === 'room.changed') {
    const { roomId, help } = event.data
    return { __typename: 'RoomChanged', ...base, roomId, help: Boolean(help) }
  }
  if (event.type === 'directory.changed') return { __typename: 'DirectoryChanged', ...base, list: event.data['list'] }
  return null
}

async function visible(ctx: Context, event: StoredEvent, { viewer }: Audience): Promise<boolean> {
  if (viewer.brandIds === null) return true
  if (event.brandId) return viewer.brandIds.includes(event.brandId)
  if (!event.contactId) return true
  const where = { contactId: event.contactId, brandId: { in: viewer.brandIds } }
  return (await ctx.db.prisma.conversation.findFirst({ where, select: { id: true } })) !== null
}
