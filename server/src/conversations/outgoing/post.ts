import type { Prisma } from '@switchboard/prisma'
import { addressOf } from '../../channels/address.ts'
import type { Services } from '../../context.ts'
import type { MessageRow } from '../../graphql/rows.ts'
import { newId } from '../../platform/ids.ts'
import { foreignReference, messageReference, threadToken } from '../thread-token.ts'
import type { Held } from '../work.ts'
import type { Recipients } from './recipients.ts'
import type { Way } from './way.ts'

/** What is to be carried, beside the message's words. */
export interface Letter {
  recipients: Recipients
  subject: string | null
  /** The words with their formatting, harmless; left out for plain ones. */
  html?: string | null
  /** A message that is passed on, below the words; left out for what is said anew. */
  quoted?: string
  /** When it leaves; until then it can be called off. */
  dueAt: Date
  /** Why no person wrote it; left out for people's. */
  automatic?: string
  /** It goes to people outside the conversation, who neither take part in it nor come into it when they answer. */
  aside?: true
}

/** The longest time a message waits for its agent to call it off, in s. */
const longestHold = 120

/** How long a message of this channel waits before it leaves, in ms, so that its agent can call it off. */
export function holdOf({ settings }: Pick<Way, 'settings'>): number {
  const seconds = Number((settings as { undoSeconds?: unknown } | null)?.undoSeconds ?? 0)
  return Number.isFinite(seconds) ? Math.min(Math.max(seconds, 0), longestHold) * 1000 : 0
}

/**
 * Puts a message that was just stored into the hands of delivery, in the same commit: what it is known by, whom it goes
 * to, and its ledger. Whoever is written to takes part in the conversation from now on, unless it is said aside.
 */
export async function post(
  services: Pick<Services, 'seal'>,
  { tx, row }: Pick<Held, 'tx' | 'row'>,
  { message, way, letter }: { message: MessageRow; way: Way; letter: Letter },
): Promise<void> {
  const { recipients, subject, html = null, quoted = null, dueAt, automatic = null, aside = false } = letter
  const domain = domainOf(addressOf(way))
  const reference = aside
    ? foreignReference(message.id, domain)
    : messageReference(message.id, threadToken(services, row), domain)
  const people = { ...recipients } as unknown as Prisma.InputJsonObject
  const content = { subject, html, quoted, automatic, recipients: people }
  await tx.messageContent.create({ data: { messageId: message.id, ...content } })
  const place = { channelId: way.id, messageId: message.id, conversationId: row.id }
  await tx.messageReference.create({ data: { ...place, reference } })
  const ledger = { id: newId(), reference, dueAt, createdAt: message.createdAt, updatedAt: message.createdAt }
  await tx.delivery.create({ data: { ...place, ...ledger } })
  if (!aside) await letIn({ tx, row }, way, recipients)
}

/** Whoever is written to may answer: their address takes part. */
async function letIn({ tx, row }: Pick<Held, 'tx' | 'row'>, { can }: Way, { to, cc }: Recipients) {
  if (can.addresses === null) return
  const kind = can.addresses
  const values = [...new Set([...to, ...cc].map((one) => one.address))].toSorted()
  for (const value of values) {
    const identity = await identityOf({ tx, row }, kind, value)
    const data = { conversationId: row.id, identityId: identity.id }
    await tx.participant.createMany({ data, skipDuplicates: true })
  }
}

async function identityOf({ tx, row }: Pick<Held, 'tx' | 'row'>, kind: 'email' | 'phone', value: string) {
  const found = await tx.identity.findUnique({ where: { kind_value: { kind, value } } })
  if (found) return found
  // A contact of its own, even if the customer said that it is theirs: what is typed into a form proves nothing, and
  // whoever has the address would see, and be seen in, everything of that customer. Agents may merge the two.
  const owner = await tx.contact.create({ data: { [kind]: value, name: await claimedName({ tx, row }, kind, value) } })
  return tx.identity.create({ data: { kind, value, contactId: owner.id } })
}

async function claimedName({ tx, row }: Pick<Held, 'tx' | 'row'>, kind: 'email' | 'phone', value: string) {
  const customer = await tx.contact.findUniqueOrThrow({ where: { id: row.contactId } })
  return customer[kind]?.toLowerCase() === value ? customer.name : null
}

const domainOf = (address: string) => address.split('@')[1] ?? 'switchboard.invalid'
