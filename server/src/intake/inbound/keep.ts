import type { CarriedConfig, CarrierDesk } from '../../channels/carried.ts'
import type { Services } from '../../context.ts'
import { receiveFile } from '../../conversations/attachments/receive-file.ts'
import { newId } from '../../platform/ids.ts'
import { createBatcher } from '../batcher.ts'

type Needs = Pick<Services, 'db' | 'files' | 'clock'>
type Item = Parameters<CarrierDesk['keep']>[1]
type Outcome = Awaited<ReturnType<CarrierDesk['keep']>>

/** The longest mail in bytes: 25 MB of files take a third more as they travel, and some words. */
export const longestItem = 36_000_000
/** A mail up to this many bytes goes to its place without a file in between. */
const small = 262_144
const receiving = { wait: { silence: 60_000, whole: 600_000 }, inMemory: small }

/**
 * Stores what came in as it came, before anybody looks at it: one row for each channel and external id. What comes at the
 * same moment shares a commit, and whoever brought it hears of it after that.
 * @throws TooLargeError when the raw bytes are over the limit: nothing is kept.
 */
export function createKeep(needs: Needs): CarrierDesk['keep'] {
  const insert = createBatcher<Row, Outcome>((rows) => insertAll(needs, rows), { batches: 4, size: 50 })
  return async (channel, item) => {
    if (!item.raw) return insert(rowOf(needs, channel, item, { rawKey: null, size: 0 }))
    // Nobody fetches a large one twice for nothing; a small one is here sooner than this is asked.
    if ((item.size ?? 0) > small && (await isKnown(needs, channel, item.externalId))) return 'known'
    const received = await receiveFile(item.raw, longestItem, receiving)
    try {
      const rawKey = `inbound/${newId()}`
      await received.store(needs.files, rawKey, 'application/octet-stream')
      const outcome = await insert(rowOf(needs, channel, item, { rawKey, size: received.size }))
      if (outcome === 'known') await needs.files.remove(rawKey)
      return outcome
    } finally {
      await received.remove()
    }
  }
}

interface Row {
  id: string
  channel_id: string
  external_id: string
  payload: Item['payload'] | null
  raw_key: string | null
  size: number
  at: Date
}

const rowOf = (
  { clock }: Needs,
  channel: CarriedConfig,
  { externalId, payload }: Item,
  { rawKey, size }: { rawKey: string | null; size: number },
): Row => ({
  id: newId(),
  channel_id: channel.id,
  external_id: externalId,
  payload: payload ?? null,
  raw_key: rawKey,
  size,
  at: clock.now(),
})

/** Through `pg`: hundreds of webhooks a second wait for this, and Prisma takes several times as long for one row. */
async function insertAll({ db }: Needs, rows: Row[]): Promise<Outcome[]> {
  // In one order everywhere, so that two batches with the same items cannot wait for each other.
  const ordered = rows.toSorted((a, b) => (a.external_id < b.external_id ? -1 : 1))
  const kept = await db.pool.query<{ id: string }>({
    name: 'keep_items',
    text: `INSERT INTO inbound_items (id, channel_id, external_id, payload, raw_key, size, received_at, due_at)
             SELECT id, channel_id, external_id, payload, raw_key, size, at, at
               FROM json_to_recordset($1) AS item(id uuid, channel_id uuid, external_id text, payload jsonb, raw_key text,
                                                  size int, at timestamptz)
             ON CONFLICT (channel_id, external_id) DO NOTHING RETURNING id`,
    values: [JSON.stringify(ordered)],
  })
  const ids = new Set(kept.rows.map(({ id }) => id))
  return rows.map(({ id }) => (ids.has(id) ? 'kept' : 'known'))
}

async function isKnown({ db }: Needs, channel: CarriedConfig, externalId: string): Promise<boolean> {
  const { rows } = await db.pool.query({
    name: 'known_item',
    text: 'SELECT 1 FROM inbound_items WHERE channel_id = $1 AND external_id = $2',
    values: [channel.id, externalId],
  })
  return rows.length > 0
}
