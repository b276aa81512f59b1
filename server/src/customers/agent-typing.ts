import type { CustomerAgent } from '../channels/channel.ts'
import type { Following } from './follow.ts'
import type { Follower } from './followers.ts'
import type { Needs } from './needs.ts'

interface Typing {
  conversationId: string
  contactId: string
  agentId: string | null
  typing: boolean
  note: boolean
}

/** Tells a customer's devices that an agent is typing an answer; a note being written is no business of theirs. */
export function relayAgentTyping(
  { db, wake, tail, log }: Pick<Needs, 'db' | 'wake' | 'tail' | 'log'>,
  following: Following,
) {
  const agents = new Map<string, CustomerAgent>()

  async function agentOf(id: string): Promise<CustomerAgent | null> {
    const known = agents.get(id)
    if (known) return known
    const agent = await db.prisma.agent.findUnique({ where: { id }, select: { id: true, name: true, avatarUrl: true } })
    if (agent) agents.set(id, agent)
    return agent
  }

  async function relay({ conversationId, contactId, agentId, typing }: Typing) {
    const agent = agentId && (await agentOf(agentId))
    if (!agent) return
    const conversation = await db.prisma.conversation.findUnique({
      where: { id: conversationId },
      select: { channelId: true, identityId: true },
    })
    const theirs = (one: Follower) =>
      one.contactId === contactId &&
      one.identityId === conversation?.identityId &&
      one.customer.channelId === conversation.channelId
    following.tell(theirs, {
      type: 'typing',
      conversationId,
      agent,
      typing,
    })
  }

  const stopTail = tail.listen((events) => {
    for (const event of events) if (event.type === 'agent.changed') agents.clear()
  })
  const stopSignal = wake.onSignal('typing', (value) => {
    const signal = value as Typing
    if (signal.agentId === null || signal.note || !following.listens(signal.contactId)) return
    void relay(signal).catch((error: unknown) => log.warn({ err: error }, 'typing was not relayed'))
  })
  return () => {
    stopTail()
    stopSignal()
  }
}
