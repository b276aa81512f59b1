import type { Attachment } from '@switchboard/prisma'
import type { Services } from '../../context.ts'
import { InvalidInputError } from '../../errors.ts'
import { newId } from '../../platform/ids.ts'
import { createTurns } from '../../platform/turns.ts'
import { contentTypeOf } from './content-type.ts'
import { pictures, readPicture } from './picture.ts'
import { receiveFile } from './receive-file.ts'
import { safeName } from './safe-name.ts'

/** The longest file in bytes. */
export const uploadLimit = 10_000_000

interface Upload {
  /** As Attachment.uploader has it. */
  uploader: string
  /** As the sender calls it. */
  name: string
  content: AsyncIterable<Uint8Array>
}

/** So many files are in memory at once, however many come in. */
const inTurn = createTurns(4)

/**
 * Keeps a file until a message takes it: read up to the limit, recognised by its bytes, pictures measured and made
 * smaller. @throws TooLargeError, InvalidInputError for an empty file or a picture that cannot be read.
 */
export async function keepUpload(
  services: Pick<Services, 'db' | 'files' | 'clock'>,
  { content, ...named }: Upload,
): Promise<Attachment> {
  const received = await receiveFile(content, uploadLimit)
  try {
    if (received.size === 0) throw new InvalidInputError('file', 'This file is empty.')
    return await inTurn(async () => keep(services, named, await received.bytes()))
  } finally {
    await received.remove()
  }
}

async function keep(
  { db, files, clock }: Pick<Services, 'db' | 'files' | 'clock'>,
  { uploader, name }: Omit<Upload, 'content'>,
  bytes: Buffer,
): Promise<Attachment> {
  const contentType = await contentTypeOf(bytes)
  const picture = pictures.has(contentType) ? await readPicture(bytes) : null
  const id = newId()
  const storageKey = `attachments/${id.slice(0, 8)}/${id}`
  const thumbnailKey = picture && `${storageKey}.webp`
  await files.put(storageKey, bytes, contentType)
  if (picture && thumbnailKey) await files.put(thumbnailKey, picture.thumbnail, 'image/webp')
  return db.prisma.attachment.create({
    data: {
      id,
      uploader,
      name: safeName(name),
      contentType,
      size: bytes.byteLength,
      storageKey,
      thumbnailKey,
      width: picture?.width ?? null,
      height: picture?.height ?? null,
      createdAt: clock.now(),
    },
  })
}
