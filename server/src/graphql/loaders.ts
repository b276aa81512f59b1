import type { PrismaClient } from '@switchboard/prisma'
import DataLoader from 'dataloader'
import type {
  AgentRow,
  AttachmentRow,
  BrandRow,
  ChannelRow,
  ContactRow,
  ConversationRow,
  IdentityRow,
  LabelRow,
  MessageRow,
  TeamRow,
} from './rows.ts'

/** Reads by id, batched and remembered for one request. */
export interface Loaders {
  agent: DataLoader<string, AgentRow | null>
  team: DataLoader<string, TeamRow | null>
  brand: DataLoader<string, BrandRow | null>
  channel: DataLoader<string, ChannelRow | null>
  contact: DataLoader<string, ContactRow | null>
  conversation: DataLoader<string, ConversationRow | null>
  message: DataLoader<string, MessageRow | null>
  /** By message. */
  attachments: DataLoader<string, AttachmentRow[]>
  /** By conversation. */
  labels: DataLoader<string, LabelRow[]>
  /** By contact. */
  identities: DataLoader<string, IdentityRow[]>
}

/** Loaders for one request: they must not outlive it, since they remember what they read. */
export function createLoaders(prisma: PrismaClient): Loaders {
  const one = <Row extends { id: string }>(find: (where: { id: { in: string[] } }) => Promise<Row[]>) =>
    new DataLoader<string, Row | null>(async (ids) => {
      const rows = new Map((await find({ id: { in: [...ids] } })).map((row) => [row.id, row]))
      return ids.map((id) => rows.get(id) ?? null)
    })
  const many = <Row>(find: (ids: string[]) => Promise<Row[]>, key: (row: Row) => string | null) =>
    new DataLoader<string, Row[]>(async (ids) => {
      const groups = Map.groupBy(await find([...ids]), key)
      return ids.map((id) => groups.get(id) ?? [])
    })
  return {
    agent: one((where) => prisma.agent.findMany({ where })),
    team: one((where) => prisma.team.findMany({ where })),
    brand: one((where) => prisma.brand.findMany({ where })),
    channel: one((where) => prisma.channel.findMany({ where })),
    contact: one((where) => prisma.contact.findMany({ where })),
    conversation: one((where) => prisma.conversation.findMany({ where })),
    message: one((where) => prisma.message.findMany({ where })),
    attachments: many(
      (ids) => prisma.attachment.findMany({ where: { messageId: { in: ids } }, orderBy: { createdAt: 'asc' } }),
      (row) => row.messageId,
    ),
    labels: labelsOf(prisma),
    identities: many(
      (ids) => prisma.identity.findMany({ where: { contactId: { in: ids } }, orderBy: { createdAt: 'asc' } }),
      (row) => row.contactId,
    ),
  }
}

function labelsOf(prisma: PrismaClient) {
  return new DataLoader<string, LabelRow[]>(async (ids) => {
    const where = { conversationId: { in: [...ids] } }
    const rows = await prisma.conversationLabel.findMany({
      where,
      include: { label: true },
      orderBy: { label: { name: 'asc' } },
    })
    const groups = Map.groupBy(rows, (row) => row.conversationId)
    return ids.map((id) => (groups.get(id) ?? []).map((row) => row.label))
  })
}
