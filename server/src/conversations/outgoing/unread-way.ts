import { capabilitiesOf } from '../../channels/capabilities.ts'
import type { Mailbox } from '../../channels/carried.ts'
import { refusedFor } from '../../contacts/consent.ts'
import type { ConversationRow } from '../../graphql/rows.ts'
import type { Tx } from '../../platform/database.ts'
import { usualRecipients } from './recipients.ts'
import { mayBeTold } from './say-automatically.ts'
import type { Way } from './way.ts'

/** The mailbox of the brand and the customer's address, for mail nobody asked for; null where there is no such way. */
export async function wayToMail(tx: Tx, row: ConversationRow): Promise<{ way: Way; to: Mailbox } | null> {
  const way = await mailboxOf(tx, row)
  const [to] = way ? (await usualRecipients(tx, row, way)).to : []
  return way && to && (await mayBeMailed(tx, row, way, to.address)) ? { way, to } : null
}

async function mailboxOf(tx: Tx, { brandId }: ConversationRow): Promise<Way | null> {
  const where = { brandId, kind: 'email', enabled: true } as const
  const channel = await tx.channel.findFirst({ where, orderBy: { createdAt: 'asc' } })
  return channel && { ...channel, can: capabilitiesOf(channel) }
}

/** Not those who want no mail, are blocked, or whose mail comes back: nobody waits for these. */
async function mayBeMailed(tx: Tx, row: ConversationRow, way: Way, address: string): Promise<boolean> {
  const { blockedAt } = await tx.contact.findUniqueOrThrow({ where: { id: row.contactId } })
  const flagged = await tx.identity.count({ where: { kind: 'email', value: address, flaggedAt: { not: null } } })
  if (blockedAt || flagged > 0 || (await refusedFor({ prisma: tx }, way.id, [address]))) return false
  return mayBeTold(tx, address)
}
