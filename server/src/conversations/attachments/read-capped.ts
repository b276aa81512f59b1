import { TooLargeError } from '../../errors.ts'

/**
 * Reads bytes as they come, at most `limit`; reading stops with the byte that is too much.
 * @throws TooLargeError.
 */
export async function readCapped(content: AsyncIterable<Uint8Array>, limit: number, field: string): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of content) {
    size += chunk.byteLength
    if (size > limit) throw new TooLargeError(field, `At most ${Math.floor(limit / 1_000_000)} MB are possible.`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
