import { createDecoder } from './decode.ts'
import type { Part } from './part.ts'
import type { Piece } from './pieces.ts'

/** A part and its decoded bytes, which flow as they are asked for. */
export interface OpenPart {
  part: Part
  content: AsyncIterable<Buffer>
}

/** The parts of a mail one after another. What is not read of one is passed over when the next is asked for. */
export async function* partsOf(pieces: AsyncIterator<Piece>): AsyncGenerator<OpenPart> {
  let next = await pieces.next()
  while (!next.done && 'part' in next.value) {
    const { part } = next.value
    let ended = false
    async function* bytes() {
      while (!ended) {
        next = await pieces.next()
        ended = next.done === true || 'part' in next.value
        if (!ended && !next.done && 'bytes' in next.value) yield next.value.bytes
      }
    }
    const content = bytes()
    yield { part, content: decoded(content, part.encoding) }
    for await (const _ of bytes());
  }
}

async function* decoded(content: AsyncIterable<Buffer>, encoding: string): AsyncGenerator<Buffer> {
  const decoder = createDecoder(encoding)
  for await (const bytes of content) yield* some(decoder.write(bytes))
  yield* some(decoder.end())
}

const some = (bytes: Buffer) => (bytes.length > 0 ? [bytes] : [])

/** The first `most` bytes of a part, and whether there were more. */
export async function collect(content: AsyncIterable<Buffer>, most: number): Promise<{ bytes: Buffer; cut: boolean }> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of content) {
    chunks.push(chunk)
    size += chunk.length
    if (size > most) return { bytes: Buffer.concat(chunks).subarray(0, most), cut: true }
  }
  return { bytes: Buffer.concat(chunks), cut: false }
}
