import { mkdtemp, open, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ChannelUnavailableError, InvalidInputError, TooLargeError } from '../../errors.ts'

/** A file as it came, on disk until it is removed. */
export interface Received {
  /** Where it lies until it is removed. */
  path: string
  size: number
  bytes(): Promise<Buffer>
  remove(): Promise<void>
}

/** How many files may be coming in at once; each is a place on the disk and a connection. */
const mostComing = 200
/** Nothing for this long, or not done by then: whoever sends has gone, or holds a place on purpose. In ms. */
const patience = { silence: 20_000, whole: 180_000 }

let coming = 0

/**
 * Writes a file to disk as it comes, at most `limit` bytes: people send slowly, and what waits for them must not fill
 * the memory. Reading stops with the byte that is too much.
 * @throws TooLargeError; InvalidInputError for a sender who stops sending; ChannelUnavailableError while very many send.
 */
export async function receiveFile(
  content: AsyncIterable<Uint8Array>,
  limit: number,
  wait: typeof patience = patience,
): Promise<Received> {
  if (coming >= mostComing) throw new ChannelUnavailableError('Very many files are coming in. Please try again.')
  coming++
  const folder = await mkdtemp(join(tmpdir(), 'switchboard-upload-'))
  const remove = () => rm(folder, { recursive: true, force: true })
  const path = join(folder, 'file')
  try {
    const size = await write(path, withPatience(content, wait), limit)
    return { path, size, bytes: () => readFile(path), remove }
  } catch (error) {
    await remove()
    throw error
  } finally {
    coming--
  }
}

async function write(path: string, content: AsyncIterable<Uint8Array>, limit: number): Promise<number> {
  const file = await open(path, 'wx', 0o600)
  let size = 0
  try {
    for await (const chunk of content) {
      size += chunk.byteLength
      if (size > limit) throw new TooLargeError('file', `At most ${Math.floor(limit / 1_000_000)} MB are possible.`)
      await file.write(chunk)
    }
  } finally {
    await file.close()
  }
  return size
}

async function* withPatience(content: AsyncIterable<Uint8Array>, wait: typeof patience) {
  const chunks = content[Symbol.asyncIterator]()
  const end = Date.now() + wait.whole
  let ended = false
  try {
    for (;;) {
      const next = await within(chunks.next(), Math.min(wait.silence, end - Date.now()))
      if (next.done) return void (ended = true)
      yield next.value
    }
  } finally {
    // Not awaited: a sender who is silent never answers it.
    if (!ended) void chunks.return?.()?.catch(() => {})
  }
}

function within<T>(work: Promise<T>, ms: number): Promise<T> {
  const { promise, resolve, reject } = Promise.withResolvers<T>()
  const stopped = () => reject(new InvalidInputError('file', 'The file stopped coming. Please send it again.'))
  const timer = setTimeout(stopped, Math.max(ms, 0))
  work.then(resolve, reject)
  return promise.finally(() => clearTimeout(timer))
}
