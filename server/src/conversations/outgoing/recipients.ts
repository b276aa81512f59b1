import type { Identity } from '@switchboard/prisma'
import { addressOf, bareAddress } from '../../channels/address.ts'
import type { Capabilities, Channel } from '../../channels/channel.ts'
import type { Mailbox } from '../../channels/carried.ts'
import type { ConversationRow } from '../../graphql/rows.ts'
import type { Tx } from '../../platform/database.ts'

/** Whom a message goes to. */
export interface Recipients {
  to: Mailbox[]
  cc: Mailbox[]
  bcc: Mailbox[]
}

type Reader = Pick<Tx, 'identity' | 'contact' | 'messageContent'>
type Place = { settings: unknown } & { can: Capabilities; kind: Channel['kind'] }

/**
 * Whom an answer on this channel goes to unless its agent says otherwise: the customer, and, where messages have
 * several recipients, everybody who was copied on the customer's last one. Empty when no address of the kind is known.
 */
export async function usualRecipients(tx: Reader, row: ConversationRow, channel: Place): Promise<Recipients> {
  const { addresses, letters } = channel.can
  if (addresses === null) return { to: [], cc: [], bcc: [] }
  const customer = await customerAddress(tx, row, addresses)
  if (!customer) return { to: [], cc: [], bcc: [] }
  const copied = letters ? await copiedOnLast(tx, row.id) : []
  const own = bareAddress(addressOf(channel))
  const cc = copied.filter(({ address }) => address !== customer.address && bareAddress(address) !== own)
  return { to: [customer], cc, bcc: [] }
}

/** The address they wrote from; else one that is proved to be theirs; else the one they gave. */
async function customerAddress(tx: Reader, row: ConversationRow, kind: 'email' | 'phone'): Promise<Mailbox | null> {
  const contact = await tx.contact.findUniqueOrThrow({ where: { id: row.contactId } })
  const known = await tx.identity.findMany({
    where: { contactId: row.contactId, kind },
    orderBy: { createdAt: 'desc' },
  })
  const address = best(known, row.identityId)?.value ?? contact[kind]?.toLowerCase()
  return address ? { address, name: contact.name } : null
}

function best(known: Identity[], writesFrom: string): Identity | undefined {
  const rank = (one: Identity) =>
    (one.id === writesFrom ? 4 : 0) + (one.flaggedAt === null ? 2 : 0) + (one.verifiedAt === null ? 0 : 1)
  return known.toSorted((a, b) => rank(b) - rank(a))[0]
}

async function copiedOnLast(tx: Reader, conversationId: string): Promise<Mailbox[]> {
  const last = await tx.messageContent.findFirst({
    where: { message: { conversationId, kind: 'inbound' }, automatic: null },
    orderBy: { message: { seq: 'desc' } },
  })
  const { to = [], cc = [] } = (last?.recipients ?? {}) as { to?: Mailbox[]; cc?: Mailbox[] }
  return [...to, ...cc]
}
