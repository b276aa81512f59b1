import type { CarriedConfig, Consent } from '../channels/carried.ts'
import type { Services } from '../context.ts'
import type { Database, Tx } from '../platform/database.ts'
import { newId } from '../platform/ids.ts'
import { wroteTo } from './written-to.ts'

/** Why none of an address' messages may go out on a channel; null when they may. In words for the agent. */
export async function refusedFor(
  { prisma }: { prisma: Pick<Tx, 'consent'> },
  channelId: string,
  addresses: readonly string[],
): Promise<string | null> {
  const consent = await prisma.consent.findFirst({
    where: { channelId, state: 'opted_out', identity: { value: { in: [...addresses] } } },
    include: { identity: true },
    orderBy: { at: 'desc' },
  })
  return consent && `${consent.identity.value} does not want messages from us: ${consent.reason}`
}

/**
 * Keeps what addresses said about messages of a channel. A number says it by a text of its own, which its provider
 * vouches for; of a mail address only others say it, in mails that anybody can write: heard if the channel wrote to it.
 */
export async function keepConsents(
  { db, clock }: Pick<Services, 'db' | 'clock'>,
  channel: CarriedConfig,
  consents: readonly Consent[],
): Promise<void> {
  for (const { identity, state, reason } of consents) {
    const owner = await ownerOf(db, channel.id, identity)
    if (!owner) continue
    const said = { state, reason, at: clock.now() }
    const key = { identityId: owner.id, channelId: channel.id }
    await db.prisma.consent.upsert({ where: { identityId_channelId: key }, update: said, create: { ...key, ...said } })
  }
}

async function ownerOf(db: Pick<Database, 'prisma'>, channelId: string, { kind, value }: Consent['identity']) {
  const known = await db.prisma.identity.findUnique({ where: { kind_value: { kind, value } } })
  if (kind === 'phone') return known ?? firstSeen(db, kind, value)
  return (await wroteTo(db, channelId, { id: known?.id ?? newId(), value }))
    ? (known ?? firstSeen(db, kind, value))
    : null
}

/** Somebody who says STOP before we know them must not be written to later. */
async function firstSeen({ prisma }: Pick<Database, 'prisma'>, kind: 'email' | 'phone', value: string) {
  const create = { kind, value, contact: { create: { [kind]: value } } }
  return prisma.identity.upsert({ where: { kind_value: { kind, value } }, update: {}, create })
}
