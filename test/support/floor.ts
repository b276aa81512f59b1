import { vi } from 'vitest'
import { newId } from '../../server/src/platform/ids.ts'
import type { AgentClient, AgentOptions } from './agent.ts'
import { customerWrites } from './customer.ts'
import type { Hub } from './hub.ts'

/** What an agent is being asked to take. */
export interface AskedOffer {
  id: string
  conversation: { id: string }
}

/** An agent whose screen is open. */
export interface Seated extends AgentClient {
  /** What they are being asked now. */
  offers(): Promise<AskedOffer[]>
  /** Waits until they are asked to take this conversation, or any. */
  asked(conversationId?: string): Promise<AskedOffer>
  accept(offer: { id: string }): Promise<{ __typename: string; message?: string }>
  decline(offer: { id: string }): Promise<{ __typename: string; message?: string }>
  leave(): void
}

/** A channel whose queue is routed, those who serve it, and customers who write to it. */
export function openFloor(hub: Hub) {
  const { prisma } = hub.services.db
  const write = customerWrites(hub.services, hub)

  async function seat(options: AgentOptions = {}): Promise<Seated> {
    const agent = await hub.agent(options)
    const leave = agent.subscribe('subscription { changes { cursor } }', {}, () => {})
    const offers = async (): Promise<AskedOffer[]> =>
      (await agent.gql('{ openOffers { id conversation { id } } }')).data.openOffers
    return {
      ...agent,
      leave,
      offers,
      asked: (conversationId) =>
        vi.waitFor(
          async () => {
            const offer = (await offers()).find(
              ({ conversation }) => !conversationId || conversation.id === conversationId,
            )
            if (!offer) throw new Error(`${agent.name} is not asked`)
            return offer
          },
          { timeout: 8000, interval: 20 },
        ),
      accept: ({ id }) => agent.mutate('acceptOffer', { offerId: id }),
      decline: ({ id }) => agent.mutate('declineOffer', { offerId: id }),
    }
  }

  /** A new routed queue with a channel of its own that feeds it. */
  async function queue(agents: Seated[], more: Record<string, unknown> = {}) {
    const boss = await hub.agent({ role: 'administrator' })
    const data = { kind: 'chat' as const, name: 'Routed', brandId: hub.brandId, publicKey: newId() }
    const { id: channelId } = await prisma.channel.create({ data })
    const members = agents.map(({ id }) => ({ agentId: id }))
    const input = {
      name: newId(),
      brandId: hub.brandId,
      routed: true,
      agents: members,
      channelIds: [channelId],
      ...more,
    }
    const made = await boss.mutate('createQueue', input, 'queue { id }')
    if (!made.queue) throw new Error(JSON.stringify(made))
    const comes = async (who = newId()) => (await write(who, 'Hello?', { channelId })).conversationId
    return { id: made.queue.id as string, channelId, comes, boss }
  }
  return { seat, queue, write }
}
