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
  if (!item.raw) return insert(needs, channel, item, { rawKey: null, size: 0 })
  if (await isKnown(needs, channel, item.externalId)) return 'known'
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

/** Through `pg`: hundreds of webhooks a second wait for this, and Prisma takes several times as long for one row. */
async function insert(
  { db, clock }: Needs,
  channel: CarriedConfig,
  { externalId, payload }: Item,
  { rawKey, size }: { rawKey: string | null; size: number },
): Promise<'kept' | 'known'> {
  const content = payload ? JSON.stringify(payload) : null
  const { rowCount } = await db.pool.query({
    name: 'keep_item',
    text: `INSERT INTO inbound_items (id, channel_id, external_id, payload, raw_key, size, received_at, due_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $7) ON CONFLICT (channel_id, external_id) DO NOTHING`,
    values: [newId(), channel.id, externalId, content, rawKey, size, clock.now()],
  })
  return rowCount === 1 ? 'kept' : 'known'
}

async function isKnown({ db }: Needs, channel: CarriedConfig, externalId: string): Promise<boolean> {
  const { rows } = await db.pool.query({
    name: 'known_item',
    text: 'SELECT 1 FROM inbound_items WHERE channel_id = $1 AND external_id = $2',
    values: [channel.id, externalId],
  })
  return rows.length > 0
}
