import type { IncomingFile, KeepFile } from '../../channels/carried.ts'
import type { Services } from '../../context.ts'
import { contentTypeOf } from '../../conversations/attachments/content-type.ts'
import { pictures, readPicture } from '../../conversations/attachments/picture.ts'
import { receiveFile } from '../../conversations/attachments/receive-file.ts'
import type { Received } from '../../conversations/attachments/spool.ts'
import { refuseInfected } from '../../conversations/attachments/refuse-infected.ts'
import { safeName } from '../../conversations/attachments/safe-name.ts'
import { TooLargeError } from '../../errors.ts'
import { newId } from '../../platform/ids.ts'

type Needs = Pick<Services, 'db' | 'files' | 'scan' | 'clock' | 'log'>

/** The longest file of a message in bytes, and how many are kept. */
const longestFile = 25_000_000
const mostFiles = 50
/** Enough of the beginning to tell what a file is. */
const head = 4100
/** A picture above this is kept, and shown as a file. */
const largestPicture = 10_000_000
const receiving = { wait: { silence: 60_000, whole: 600_000 }, inMemory: 262_144 }

/** Who has the files of an item until its message is stored, as Attachment.uploader says it. */
export const uploaderOfItem = (itemId: string): string => `inbound:${itemId}`

/** Keeps the files of one item; large ones by way of the disk, so that none stands in memory. */
export function fileKeeper(needs: Needs, itemId: string): KeepFile {
  let kept = 0
  return async (file) => {
    if (++kept > mostFiles) return drain(file)
    const received = await receiveFile(file.content, longestFile, receiving).catch((error: unknown) => {
      if (error instanceof TooLargeError) return null
      throw error
    })
    if (!received) return null
    try {
      await refuseInfected(needs, received)
      return await store(needs, itemId, file, received)
    } finally {
      await received.remove()
    }
  }
}

async function drain({ content }: IncomingFile): Promise<null> {
  for await (const _ of content) continue
  return null
}

async function store(needs: Needs, itemId: string, file: IncomingFile, received: Received): Promise<string> {
  const contentType = await contentTypeOf(await received.beginning(head))
  const picture = await measured(needs, contentType, received)
  const id = newId()
  const storageKey = `attachments/${id.slice(0, 8)}/${id}`
  const thumbnailKey = picture && `${storageKey}.webp`
  await received.store(needs.files, storageKey, contentType)
  if (picture && thumbnailKey) await needs.files.put(thumbnailKey, picture.thumbnail, 'image/webp')
  await needs.db.prisma.attachment.create({
    data: {
      id,
      uploader: uploaderOfItem(itemId),
      name: safeName(file.name),
      // A picture that cannot be read is not shown as one.
      contentType: pictures.has(contentType) && !picture ? 'application/octet-stream' : contentType,
      size: received.size,
      storageKey,
      thumbnailKey,
      width: picture?.width ?? null,
      height: picture?.height ?? null,
      contentId: file.contentId,
      inline: file.inline,
      createdAt: needs.clock.now(),
    },
  })
  return id
}

async function measured({ log }: Needs, contentType: string, received: Received) {
  if (!pictures.has(contentType) || received.size > largestPicture) return null
  return readPicture(await received.bytes()).catch((error: unknown) => {
    log.info({ err: error }, 'a picture of a message is kept as a file')
    return null
  })
}
