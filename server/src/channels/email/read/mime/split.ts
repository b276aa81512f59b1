import { createLineCutter } from './lines.ts'
import { describePart, type Part } from './part.ts'
import { createPieces, lineEndOf, type Piece } from './pieces.ts'

const deepest = 30
const mostParts = 1000
const longestHead = 256 * 1024
const longestLead = 256 * 1024

/** A multipart whose parts are being read. */
interface Open {
  part: Part
  boundary: string
  children: number
  /** What stands before its first part: nothing for people, unless no part ever comes. */
  lead: Buffer[]
  leadSize: number
  /** The line before, when it looks like a boundary that the head does not name. */
  maybe: string
}

/**
 * Cuts a mail into its parts while it is read: no more than a piece of the source is held. Parts that are not closed
 * end with those around them; a multipart that has no part at all is its own text.
 */
export async function* splitMail(source: AsyncIterable<Uint8Array>): AsyncGenerator<Piece> {
  const splitter = createSplitter()
  const lines = createLineCutter(splitter)
  for await (const chunk of source) {
    lines.write(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength))
    yield* splitter.take()
  }
  lines.end()
  splitter.end()
  yield* splitter.take()
}

/** The state between lines: whether a head or a body is being read, and of what. */
function createSplitter() {
  const open: Open[] = []
  const pieces = createPieces()
  let head: Buffer[] | null = []
  let headSize = 0
  let count = 0
  /** The end of the last line of a body, kept back: it belongs to the boundary that may follow. */
  let heldBack: Buffer | null = null
  /** Bytes belong to a part, not to what stands around parts. */
  let inPart = false

  function endHead() {
    if (!head) return
    const { part, rest } = describePart(
      Buffer.concat(head),
      open.map((outer) => outer.part),
    )
    head = null
    pieces.part(part)
    if (open.length > 0) (open.at(-1) as Open).children++
    if (part.type.startsWith('multipart/') && open.length < deepest) {
      open.push({ part, boundary: part.boundary, children: 0, lead: [], leadSize: 0, maybe: '' })
      inPart = false
    } else inPart = true
    if (rest) body(Buffer.from(rest))
  }

  function body(bytes: Buffer) {
    const outer = open.at(-1)
    if (inPart) {
      if (heldBack) pieces.bytes(heldBack)
      const kept = bytes.length - lineEndOf(bytes)
      heldBack = kept < bytes.length ? bytes.subarray(kept) : null
      pieces.bytes(bytes.subarray(0, kept))
    } else if (outer && outer.children === 0 && outer.leadSize < longestLead) {
      outer.lead.push(bytes)
      outer.leadSize += bytes.length
    }
  }

  function close() {
    const closed = open.pop()
    if (!closed || closed.children > 0) return
    const { part } = describePart(Buffer.alloc(0), [...closed.part.parents, closed.part])
    pieces.part(part)
    pieces.bytes(Buffer.concat(closed.lead))
  }

  function boundary(depth: number, last: boolean) {
    endHead()
    heldBack = null
    while (open.length > depth + 1) close()
    inPart = false
    if (!last && ++count < mostParts) {
      head = []
      headSize = 0
    }
  }

  return {
    /** Whether a line that looks like a boundary is one; then it has been dealt with. */
    isBoundary(line: string): boolean {
      const depth = open.findLastIndex(({ boundary }) => boundary !== '' && isBoundaryOf(line, boundary))
      if (depth < 0) {
        const outer = open.at(-1)
        if (outer && !inPart && !head && outer.children === 0) outer.maybe = line.trim().slice(2)
        return false
      }
      boundary(depth, line.trim().length > (open[depth] as Open).boundary.length + 2)
      return true
    },
    inHead: () => head !== null,
    /** One line of a head. */
    headLine(line: Buffer) {
      if (line.length - lineEndOf(line) === 0) return endHead()
      headSize += line.length
      if (headSize <= longestHead) head?.push(line)
    },
    /** Watches for a boundary that the head did not name: a line of dashes, then the head of a part. */
    wantsLine: () => open.length > 0 && !inPart && (open.at(-1)?.maybe ?? '') !== '',
    leadLine(line: Buffer) {
      const outer = open.at(-1) as Open
      if (!/^content-[a-z-]+:/i.test(line.toString('latin1', 0, 60))) {
        outer.maybe = ''
        return body(line)
      }
      outer.boundary = outer.maybe
      outer.maybe = ''
      boundary(open.length - 1, false)
      head?.push(line)
    },
    body,
    end() {
      endHead()
      if (heldBack && inPart) pieces.bytes(heldBack)
      while (open.length > 0) close()
    },
    take: pieces.take,
  }
}

function isBoundaryOf(line: string, boundary: string): boolean {
  const said = line.trim()
  return said === `--${boundary}` || said === `--${boundary}--`
}

export type LineTaker = Pick<
  ReturnType<typeof createSplitter>,
  'isBoundary' | 'inHead' | 'headLine' | 'wantsLine' | 'leadLine' | 'body'
>
