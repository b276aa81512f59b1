import type { Attachment, Prisma } from '@switchboard/prisma'
import type { Services } from '../../context.ts'
import { QuotaError } from '../../errors.ts'
import type { Tx } from '../../platform/database.ts'

/** How much may wait for a message, in bytes: of one uploader, and of all who upload from one network. */
export const mostPending = { uploader: 200_000_000, network: 1_000_000_000 }
/** What a file counts for at least, in bytes: very many small ones fill a disk too. */
const leastCounted = 100_000

/** Whose files wait. */
export type Sender = Pick<Attachment, 'uploader' | 'network'>

/**
 * Refuses a sender who has no room for one more byte, before the file is read.
 * @throws QuotaError
 */
export async function admitUpload({ db }: Pick<Services, 'db'>, sender: Sender): Promise<void> {
  refuseOver(await pendingOf(db.prisma, sender), 1)
}

/**
 * Stores the row of a file that waits for a message, if there is room for it. Uploads of one sender wait for each other
 * here, so that many at once cannot pass together.
 * @throws QuotaError
 */
export function holdPlace(
  { db }: Pick<Services, 'db'>,
  data: Prisma.AttachmentUncheckedCreateInput & Sender,
): Promise<Attachment> {
  const keys = [data.uploader, data.network].filter((key) => key !== null).toSorted()
  return db.prisma.$transaction(async (tx) => {
    for (const key of keys) await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${key}, 7246310))`
    refuseOver(await pendingOf(tx, data), Math.max(data.size, leastCounted))
    return tx.attachment.create({ data })
  })
}

type Pending = Record<keyof typeof mostPending, number>

async function pendingOf(tx: Tx, { uploader, network }: Sender): Promise<Pending> {
  const [row] = await tx.$queryRaw<Pending[]>`
    SELECT (SELECT coalesce(sum(greatest(size, ${leastCounted})), 0)::float8 FROM attachments
             WHERE message_id IS NULL AND uploader = ${uploader}) AS uploader,
           (SELECT coalesce(sum(greatest(size, ${leastCounted})), 0)::float8 FROM attachments
             WHERE message_id IS NULL AND network = ${network}) AS network`
  return row ?? { uploader: 0, network: 0 }
}

function refuseOver(pending: Pending, more: number): void {
  if (pending.uploader + more > mostPending.uploader) {
    throw new QuotaError('Too many of your files wait to be sent. Please send what you have attached first.')
  }
  if (pending.network + more > mostPending.network) {
    throw new QuotaError('Too many files from your network wait to be sent. Please try again later.')
  }
}
