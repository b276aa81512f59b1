import { stat, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { S3Client } from '@aws-sdk/client-s3'
import { Disk } from 'flydrive'
import { FSDriver } from 'flydrive/drivers/fs'
import { S3Driver } from 'flydrive/drivers/s3'
import type { Env } from '../env.ts'
import { QuotaError } from '../errors.ts'

/** Stored files, by key. Keys are made by the hub, never from names that people give. */
export interface Files {
  /** @throws QuotaError when the disk is nearly full. */
  put(key: string, content: Uint8Array, contentType: string): Promise<void>
  /** Copies a file of this machine, without reading it into memory. @throws QuotaError when the disk is nearly full. */
  putFile(key: string, path: string, contentType: string): Promise<void>
  /** @throws Error when there is none. */
  read(key: string): Promise<Readable>
  remove(key: string): Promise<void>
}

/** What files leave free on the disk, in bytes: the database beside them stops for good on a full one. */
const leastFree = 500_000_000

/** Files under DATA_DIR, or in the S3 store when one is set. @param free how many bytes a folder's disk has left. */
export function openFiles(env: Env, free: (folder: string) => Promise<number> = freeOn): Files {
  const disk = new Disk(env.S3_BUCKET ? s3Driver(env, env.S3_BUCKET) : diskDriver(env))
  async function leaveRoom(bytes: number) {
    if (env.S3_BUCKET || (await free(env.DATA_DIR)) - bytes >= leastFree) return
    throw new QuotaError('There is no room for more files right now. Please try again later.')
  }
  return {
    async put(key, content, contentType) {
      await leaveRoom(content.byteLength)
      await disk.put(key, content, { contentType })
    },
    async putFile(key, path, contentType) {
      await leaveRoom((await stat(path)).size)
      await disk.copyFromFs(path, key, { contentType })
    },
    read: (key) => disk.getStream(key),
    remove: (key) => disk.delete(key),
  }
}

async function freeOn(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder)
  return bavail * bsize
}

const diskDriver = (env: Env) => new FSDriver({ location: join(env.DATA_DIR, 'files'), visibility: 'private' })

function s3Driver(env: Env, bucket: string) {
  const credentials = { accessKeyId: env.S3_ACCESS_KEY_ID ?? '', secretAccessKey: env.S3_SECRET_ACCESS_KEY ?? '' }
  const client = new S3Client({
    credentials,
    region: env.S3_REGION,
    // Stores that are not Amazon's do not know the newer checksums, nor buckets as host names.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    ...(env.S3_ENDPOINT && { endpoint: env.S3_ENDPOINT, forcePathStyle: true }),
  })
  return new S3Driver({ client, bucket, visibility: 'private', supportsACL: false })
}
