import { invitationTokens } from '../../server/src/agents/invitation-token.ts'
import { newChatChannel } from '../../server/src/channels/settings/new-chat-channel.ts'
import { newId } from '../../server/src/platform/ids.ts'
import { customerWrites } from './customer.ts'
import type { Hub } from './hub.ts'

/** Makes new things of the hub's first brand, one each time it is asked. */
export interface Things {
  /** A text that was never used. */
  fresh(): string
  conversation(): Promise<{ conversationId: string }>
  /** Ids of the others. */
  contact(): Promise<string>
  /** Of somebody who wrote to another brand too. */
  sharedContact(otherBrandId: string): Promise<string>
  /** Of two contacts that an administrator joined; `from` stands for the one that goes into the other. */
  merge(from?: string): Promise<string>
  /** A contact, and an address of theirs that nobody used. */
  address(): Promise<{ contactId: string; identityId: string }>
  wallboard(): Promise<string>
  /** Opening hours of the brand; their id. */
  openingHours(): Promise<string>
  alertRule(): Promise<string>
  /** A group; its id. */
  group(): Promise<string>
  /** The room of a queue of the brand; its id. */
  room(): Promise<string>
  /** A call for help in it; its id. */
  call(): Promise<{ roomId: string; messageId: string }>
  /** An entry of somebody who looked into somebody's conversation. */
  look(): Promise<string>
  /** A conversation that an agent of the brand has. */
  taken(): Promise<{ agentId: string; conversationId: string }>
  skill(): Promise<string>
  label(): Promise<string>
  reason(): Promise<string>
  team(): Promise<string>
  queue(): Promise<string>
  /** To somebody else. */
  offer(): Promise<string>
  channel(): Promise<string>
  mailbox(): Promise<string>
  number(): Promise<string>
  /** Of an agent who is limited to the brand. */
  agent(): Promise<string>
  brand(): Promise<string>
  /** Of a message that a provider carries. */
  outgoing(status: 'queued' | 'failed'): Promise<string>
  /** A message of a mailbox, and all else that is needed to pass it on. */
  forward(): Promise<{ conversationId: string; messageId: string; channelId: string; clientId: string; to: string[] }>
  /** Of something that came in and could not be understood. */
  failure(): Promise<string>
  /** For an agent of the brand. */
  invitation(): Promise<{ id: string; token: string }>
}

export function things(hub: Hub): Things {
  const { services, brandId } = hub
  const { prisma } = services.db
  const write = customerWrites(services, hub)
  const fresh = () => newId()
  const conversation = async () => ({ conversationId: (await write(fresh(), 'hello')).conversationId })
  const carried = async (kind: 'email' | 'sms', settings: object) => {
    const data = { kind, name: 'Carried', brandId, publicKey: fresh(), settings }
    return (await prisma.channel.create({ data })).id
  }
  const server = { host: 'mail.example.com', port: 465 }
  const mailbox = () => carried('email', { address: `${fresh()}@example.com`, smtp: server })
  const contact = async () => {
    const { conversationId: id } = await conversation()
    return (await prisma.conversation.findUniqueOrThrow({ where: { id } })).contactId
  }
  return {
    fresh,
    conversation,
    contact,
    async sharedContact(otherBrandId) {
      const who = fresh()
      const { contactId } = await write(who, 'hello')
      const chat = newChatChannel(services.seal, { name: 'Chat elsewhere', brandId: otherBrandId })
      const { id: channelId } = await prisma.channel.create({ data: chat })
      await write(who, 'hello there', { channelId, brandId: otherBrandId })
      return contactId
    },
    async merge(from) {
      const [intoContactId, fromContactId] = [await contact(), from ?? (await contact())]
      const boss = await hub.agent({ role: 'administrator' })
      return (await boss.mutate('mergeContacts', { intoContactId, fromContactId }, 'merge { id }')).merge.id
    },
    async address() {
      const contactId = await contact()
      const data = { contactId, kind: 'email' as const, value: `${fresh()}@example.com` }
      return { contactId, identityId: (await prisma.identity.create({ data })).id }
    },
    reason: async () =>
      (await prisma.presenceReason.create({ data: { state: 'custom', name: fresh().slice(-40) } })).id,
    openingHours: async () => {
      const data = { brandId, name: fresh(), timeZone: 'UTC' }
      return (await prisma.openingHours.create({ data })).id
    },
    wallboard: async () => {
      const data = { name: fresh(), brandId, tokenHash: fresh(), tokenSealed: '' }
      return (await prisma.wallboard.create({ data })).id
    },
    async taken() {
      const { conversationId } = await conversation()
      const { id: agentId } = await hub.agent({ brandIds: [brandId] })
      await prisma.conversation.update({ where: { id: conversationId }, data: { assigneeId: agentId } })
      return { agentId, conversationId }
    },
    group: async () => (await prisma.group.create({ data: { name: fresh() } })).id,
    room: async () => {
      const { id: queueId } = await prisma.queue.create({ data: { name: fresh(), brandId, everyone: true } })
      return (await prisma.room.findUniqueOrThrow({ where: { queueId } })).id
    },
    async call() {
      const roomId = await this.room()
      const { id: agentId } = await hub.agent({ brandIds: [brandId] })
      const data = { roomId, seq: 1, agentId, clientId: fresh(), body: 'Help', help: true }
      return { roomId, messageId: (await prisma.roomMessage.create({ data })).id }
    },
    async look() {
      const { agentId: ownerId, conversationId } = await this.taken()
      const { id: agentId } = await hub.agent({})
      return (await prisma.look.create({ data: { agentId, ownerId, conversationId } })).id
    },
    alertRule: async () => {
      const data = { name: fresh(), brandId, metric: 'waiting', threshold: 5 }
      return (await prisma.alertRule.create({ data })).id
    },
    skill: async () => (await prisma.skill.create({ data: { name: fresh() } })).id,
    label: async () => (await prisma.label.create({ data: { name: fresh() } })).id,
    team: async () => (await prisma.team.create({ data: { name: fresh() } })).id,
    queue: async () => (await prisma.queue.create({ data: { name: fresh(), brandId, everyone: true } })).id,
    async offer() {
      const { conversationId } = await conversation()
      const entry = await prisma.queueEntry.findFirstOrThrow({ where: { conversationId } })
      const { id: agentId } = await prisma.agent.create({ data: { name: 'Asked', role: 'agent' } })
      const times = { offeredAt: new Date(), expiresAt: new Date(Date.now() + 3_600_000) }
      const data = { conversationId, entryId: entry.id, queueId: entry.queueId, agentId, units: 25, ...times }
      return (await prisma.offer.create({ data })).id
    },
    channel: async () =>
      (await prisma.channel.create({ data: newChatChannel(services.seal, { name: 'Chat', brandId }) })).id,
    mailbox,
    number: () => carried('sms', { number: aNumber(), accountId: 'AC1' }),
    agent: async () =>
      (await prisma.agent.create({ data: { name: 'Somebody', role: 'agent', brands: { create: { brandId } } } })).id,
    brand: async () => (await prisma.brand.create({ data: { name: fresh() } })).id,
    async outgoing(status) {
      const { conversationId } = await conversation()
      const place = { conversationId, channelId: await mailbox() }
      const message = { id: newId(), seq: 99, kind: 'outbound' as const, body: 'Hello', ...place }
      await prisma.message.create({ data: message })
      await prisma.delivery.create({
        data: { id: newId(), messageId: message.id, reference: fresh(), status, ...place },
      })
      return message.id
    },
    async forward() {
      const { conversationId } = await conversation()
      const message = await prisma.message.findFirstOrThrow({ where: { conversationId } })
      const channelId = await mailbox()
      return { conversationId, messageId: message.id, channelId, clientId: fresh(), to: ['works@example.com'] }
    },
    async failure() {
      const item = {
        id: newId(),
        channelId: await mailbox(),
        externalId: fresh(),
        state: 'failed' as const,
        dueAt: null,
      }
      return (await prisma.inboundItem.create({ data: { ...item, reason: 'Nobody can read it.' } })).id
    },
    async invitation() {
      const id = newId()
      const sealed = invitationTokens.create(services, id)
      const expiresAt = new Date(services.clock.now().getTime() + 3_600_000)
      const data = {
        id,
        email: `${fresh()}@example.com`,
        role: 'agent' as const,
        brandIds: [brandId],
        ...sealed,
        expiresAt,
      }
      await prisma.invitation.create({ data })
      return { id, token: services.seal.open(sealed.tokenSealed, `invitations:${id}:token`) }
    },
  }
}

/** A telephone number that was never used. */
export const aNumber = () => `+1555${String(Math.floor(Math.random() * 1e10)).padStart(10, '0')}`
