import type { Part } from './part.ts'

/** What a mail is cut into: the head of each part, followed by its bytes as they were sent. */
export type Piece = { part: Part } | { bytes: Buffer }

/** Gathers the pieces of one stretch of a mail. */
export function createPieces() {
  let pieces: Piece[] = []
  return {
    part(part: Part) {
      pieces.push({ part })
    },
    /** Bytes that lie side by side go on together: a mail can have as many pieces as lines. */
    bytes(bytes: Buffer) {
      const last = pieces.at(-1)
      if (last && 'bytes' in last && followsOn(last.bytes, bytes)) {
        last.bytes = Buffer.from(bytes.buffer, last.bytes.byteOffset, last.bytes.length + bytes.length)
      } else if (bytes.length > 0) pieces.push({ bytes })
    },
    take(): Piece[] {
      const taken = pieces
      pieces = []
      return taken
    },
  }
}

const followsOn = (before: Buffer, after: Buffer) =>
  before.buffer === after.buffer && before.byteOffset + before.length === after.byteOffset

/** Length of the line end that the bytes end with. */
export function lineEndOf(bytes: Buffer): number {
  if (bytes.at(-1) !== 10) return 0
  return bytes.at(-2) === 13 ? 2 : 1
}
