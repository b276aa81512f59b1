import type { Jobs } from '../../platform/jobs.ts'
import type { Files } from '../../platform/files.ts'
import type { Tx } from '../../platform/database.ts'
import { wakeJob } from '../../conversations/wake.ts'
import { insertAll } from './bulk.ts'
import type { Picture } from './pictures.ts'
import { storeWaits } from './waits.ts'
import { storeWork } from './work.ts'
import type { Story } from './story.ts'

/** Stores what has happened, the log last: its numbers keep readers waiting until the transaction ends. */
export async function storeStory(
  tx: Tx,
  story: Story,
  { files, jobs, pictures }: { files: Files; jobs: Jobs; pictures: Map<string, Picture> },
): Promise<void> {
  await insertAll(tx, 'contacts', story.contacts)
  await insertAll(tx, 'identities', story.identities)
  await insertAll(
    tx,
    'conversations',
    inOrder(story.conversations, ({ createdAt }) => createdAt),
  )
  await storeWaits(tx)
  await storeWork(tx)
  await insertAll(
    tx,
    'messages',
    inOrder(story.messages, ({ createdAt }) => createdAt),
  )
  await storePictures(tx, files, story, pictures)
  await insertAll(tx, 'conversation_labels', story.conversationLabels)
  for (const { id, snoozedUntil } of story.conversations) {
    if (!snoozedUntil) continue
    const data = { conversationId: id, until: snoozedUntil.toISOString() }
    await jobs.enqueue(tx, wakeJob, data, { at: snoozedUntil })
  }
  await insertAll(tx, 'events', inOrder(story.events, ({ at }) => at).map(complete))
}

async function storePictures(tx: Tx, files: Files, { sent }: Story, pictures: Map<string, Picture>) {
  const rows = await Promise.all(
    sent.map(async ({ attachment, picture }) => {
      const drawn = pictures.get(picture)
      if (!drawn) throw new Error(`there is no picture called ${picture}`)
      const { name, png, thumbnail, width, height } = drawn
      await files.put(attachment.storageKey, png, 'image/png')
      await files.put(`${attachment.storageKey}.webp`, thumbnail, 'image/webp')
      return { ...attachment, name, width, height, size: png.byteLength }
    }),
  )
  await insertAll(tx, 'attachments', rows)
}

/** Oldest first; what happened at one moment stays in the order in which it was told. */
const inOrder = <T>(rows: readonly T[], at: (row: T) => Date): T[] =>
  rows.toSorted((a, b) => at(a).getTime() - at(b).getTime())

const complete = ({ type, at, brandId, conversationId, contactId, agentId, data }: Story['events'][number]) => ({
  type,
  at,
  brandId: brandId ?? null,
  conversationId: conversationId ?? null,
  contactId: contactId ?? null,
  agentId: agentId ?? null,
  data: data ?? {},
})
