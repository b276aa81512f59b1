import type { Attachment } from '@switchboard/prisma'
import type { Services } from '../../context.ts'
import { InvalidInputError } from '../../errors.ts'
import { newId } from '../../platform/ids.ts'
import { createTurns } from '../../platform/turns.ts'
import { contentTypeOf } from './content-type.ts'
import { admitUpload, holdPlace } from './pending.ts'
import { pictures, readPicture } from './picture.ts'
import { receiveFile } from './receive-file.ts'
import { refuseInfected } from './refuse-infected.ts'
import { safeName } from './safe-name.ts'

/** The longest file in bytes. */
export const uploadLimit = 10_000_000

interface Upload {
  /** As Attachment.uploader has it. */
  uploader: string
  /** Where it comes from, as it is counted; null where only the uploader counts. */
  network: string | null
  /** As the sender calls it. */
  name: string
  content: AsyncIterable<Uint8Array>
}

type Parts = Pick<Services, 'db' | 'files' | 'clock' | 'seal' | 'scan'>

/** So many files are in memory at once, however many come in. */
const inTurn = createTurns(4)

/**
 * Keeps a file until a message takes it: read up to the limit, recognised by its bytes, pictures measured and made
 * smaller. @throws TooLargeError, InvalidInputError for an empty file or a picture that cannot be read;
 * InfectedError; QuotaError; ChannelUnavailableError while it cannot be looked through.
 */
export async function keepUpload(parts: Parts, { content, uploader, network, name }: Upload): Promise<Attachment> {
  // A keyed hash tells networks apart and says nothing of where somebody was.
  const sender = { uploader, network: network && parts.seal.sign('upload-network', network) }
  await admitUpload(parts, sender)
  const received = await receiveFile(content, uploadLimit)
  try {
    if (received.size === 0) throw new InvalidInputError('file', 'This file is empty.')
    await refuseInfected(parts, received)
    return await inTurn(async () => keep(parts, { ...sender, name: safeName(name) }, await received.bytes()))
  } finally {
    await received.remove()
  }
}

async function keep(
  parts: Parts,
  named: Pick<Attachment, 'uploader' | 'network' | 'name'>,
  bytes: Buffer,
): Promise<Attachment> {
  const contentType = await contentTypeOf(bytes)
  const picture = pictures.has(contentType) ? await readPicture(bytes) : null
  const id = newId()
  const storageKey = `attachments/${id.slice(0, 8)}/${id}`
  // The row comes first: a file without one would never be swept.
  const row = await holdPlace(parts, {
    ...named,
    id,
    contentType,
    size: bytes.byteLength,
    storageKey,
    thumbnailKey: picture && `${storageKey}.webp`,
    width: picture?.width ?? null,
    height: picture?.height ?? null,
    createdAt: parts.clock.now(),
  })
  await store(parts, row, bytes, picture?.thumbnail)
  return row
}

/** Puts the bytes where the row says; what cannot be stored holds no place. */
async function store({ db, files }: Parts, row: Attachment, bytes: Buffer, thumbnail?: Uint8Array): Promise<void> {
  try {
    await files.put(row.storageKey, bytes, row.contentType)
    if (thumbnail && row.thumbnailKey) await files.put(row.thumbnailKey, thumbnail, 'image/webp')
  } catch (error) {
    await db.prisma.attachment.delete({ where: { id: row.id } })
    await files.remove(row.storageKey).catch(() => {})
    throw error
  }
}
