import { createReadStream } from 'node:fs'
import { mkdtemp, open, readFile, rm, type FileHandle } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import type { Files } from '../../platform/files.ts'

/** A file as it came, in memory or on disk until it is removed. */
export interface Received {
  size: number
  bytes(): Promise<Buffer>
  /** From its beginning, piece by piece. */
  read(): AsyncIterable<Uint8Array>
  /** At most so many of its first bytes. */
  beginning(length: number): Promise<Uint8Array>
  /** Copies it into the store. @throws QuotaError when there is no room. */
  store(files: Pick<Files, 'put' | 'putFile'>, key: string, contentType: string): Promise<void>
  remove(): Promise<void>
}

interface Spool {
  write(chunk: Uint8Array): Promise<void>
  /** Nothing more comes. */
  end(): Promise<Received>
  remove(): Promise<void>
}

/** Holds what comes in memory up to `inMemory` bytes, and all of it on disk beyond. */
export function createSpool(inMemory: number): Spool {
  let held: Uint8Array[] = []
  let size = 0
  let disk: OnDisk | null = null
  const remove = async () => {
    held = []
    await disk?.remove()
  }
  return {
    async write(chunk) {
      size += chunk.byteLength
      held.push(chunk)
      if (size <= inMemory) return
      disk ??= await openDisk()
      for (const one of held) await writeAll(disk.file, one)
      held = []
    },
    async end() {
      if (!disk) return { size, ...ofMemory(Buffer.concat(held, size)), remove }
      await disk.file.close()
      return { size, ...ofDisk(disk.path), remove }
    },
    remove,
  }
}

async function writeAll(file: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.byteLength;) at += (await file.write(bytes, at)).bytesWritten
}

interface OnDisk {
  file: FileHandle
  path: string
  remove(): Promise<void>
}

async function openDisk(): Promise<OnDisk> {
  const folder = await mkdtemp(join(tmpdir(), 'switchboard-upload-'))
  const path = join(folder, 'file')
  const file = await open(path, 'wx', 0o600)
  return {
    file,
    path,
    async remove() {
      await file.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

type Kept = Pick<Received, 'bytes' | 'read' | 'beginning' | 'store'>

const ofMemory = (bytes: Buffer): Kept => ({
  bytes: async () => bytes,
  read: () => Readable.from([bytes]),
  beginning: async (length) => bytes.subarray(0, length),
  store: (files, key, contentType) => files.put(key, bytes, contentType),
})

const ofDisk = (path: string): Kept => ({
  bytes: () => readFile(path),
  read: () => createReadStream(path),
  beginning: (length) => beginningOf(path, length),
  store: (files, key, contentType) => files.putFile(key, path, contentType),
})

async function beginningOf(path: string, length: number): Promise<Uint8Array> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}
