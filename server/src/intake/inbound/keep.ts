import type { Prisma } from '@switchboard/prisma'
import type { CarriedConfig, CarrierDesk } from '../../channels/carried.ts'
import type { Services } from '../../context.ts'
import { receiveFile } from '../../conversations/attachments/receive-file.ts'
import { newId } from '../../platform/ids.ts'

type Needs = Pick<Services, 'db' | 'files' | 'clock'>
type Item = Parameters<CarrierDesk['keep']>[1]

/** The longest mail in bytes: 25 MB of files take a third more as they travel, and some words. */
export const longestItem = 36_000_000
const patience = { silence: 60_000, whole: 600_000 }

/**
 * Stores what came in as it came, before anybody looks at it: one row for each channel and external id.
 * @throws TooLargeError when the raw bytes are over the limit: nothing is kept.
 */
export async function keepItem(needs: Needs, channel: CarriedConfig, item: Item): Promise<'kept' | 'known'> {
  if (await isKnown(needs, channel, item.externalId)) return 'known'
  if (!item.raw) return insert(needs, channel, item, { rawKey: null, size: 0 })
  const received = await receiveFile(item.raw, longestItem, patience)
  try {
    const rawKey = `inbound/${newId()}`
    await needs.files.putFile(rawKey, received.path, 'application/octet-stream')
    const outcome = await insert(needs, channel, item, { rawKey, size: received.size })
    if (outcome === 'known') await needs.files.remove(rawKey)
    return outcome
  } finally {
    await received.remove()
  }
}

async function insert(
  { db, clock }: Needs,
  channel: CarriedConfig,
  { externalId, payload }: Item,
  file: { rawKey: string | null; size: number },
): Promise<'kept' | 'known'> {
  const at = clock.now()
  const { count } = await db.prisma.inboundItem.createMany({
    data: {
      id: newId(),
      channelId: channel.id,
      externalId,
      ...(payload && { payload: payload as Prisma.InputJsonObject }),
      ...file,
      receivedAt: at,
      dueAt: at,
    },
    skipDuplicates: true,
  })
  return count === 1 ? 'kept' : 'known'
}

async function isKnown({ db }: Needs, channel: CarriedConfig, externalId: string): Promise<boolean> {
  const where = { channelId_externalId: { channelId: channel.id, externalId } }
  return (await db.prisma.inboundItem.findUnique({ where, select: { id: true } })) !== null
}
