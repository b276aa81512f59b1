import { ChannelUnavailableError, InvalidInputError, TooLargeError } from '../../errors.ts'
import { createSpool, type Received } from './spool.ts'

/** How many files may be coming in at once; each is a place on the disk and a connection. */
const mostComing = 200
/** Nothing for this long, or not done by then: whoever sends has gone, or holds a place on purpose. In ms. */
const patience = { silence: 20_000, whole: 180_000 }

let coming = 0

export interface Receiving {
  /** Ms of silence, and until the whole file is there. */
  wait?: typeof patience
  /** Bytes up to which it is held in memory. Nothing by default: people send slowly, and many who do must not fill it. */
  inMemory?: number
}

/**
 * Takes a file as it comes, at most `limit` bytes. Reading stops with the byte that is too much.
 * @throws TooLargeError; InvalidInputError for a sender who stops sending; ChannelUnavailableError while very many send.
 */
export async function receiveFile(
  content: AsyncIterable<Uint8Array>,
  limit: number,
  { wait = patience, inMemory = 0 }: Receiving = {},
): Promise<Received> {
  if (coming >= mostComing) throw new ChannelUnavailableError('Very many files are coming in. Please try again.')
  coming++
  const spool = createSpool(inMemory)
  try {
    let size = 0
    for await (const chunk of withPatience(content, wait)) {
      size += chunk.byteLength
      if (size > limit) throw new TooLargeError('file', `At most ${Math.floor(limit / 1_000_000)} MB are possible.`)
      await spool.write(chunk)
    }
    return await spool.end()
  } catch (error) {
    await spool.remove()
    throw error
  } finally {
    coming--
  }
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
