import type { LineTaker } from './split.ts'

const newLine = 10
const dash = 45
const space = 32

/** Longer lines are no boundaries, and are handed on without waiting for their end. */
const longestLine = 64 * 1024
const longestBoundary = 400

/**
 * Cuts bytes into lines for the splitter. Lines of a body go together, in stretches of what was read at once; only those
 * that begin like a boundary are looked at one by one.
 */
export function createLineCutter(taker: LineTaker) {
  let rest: Buffer = Buffer.alloc(0)
  /** The line that `rest` continues has been handed on in part. */
  let within = false

  function write(chunk: Buffer) {
    const data = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk
    let from = 0
    let at = 0
    for (let end = data.indexOf(newLine); end >= 0; end = data.indexOf(newLine, at)) {
      const line = data.subarray(at, end + 1)
      const taken = within ? takeRest(line) : takeLine(line, () => flush(data, from, at))
      at = end + 1
      if (taken) from = at
      within = false
    }
    flush(data, from, at)
    rest = data.subarray(at)
    if (rest.length > longestLine) handOn()
  }

  /** True when the line is not of a body, and has been dealt with. */
  function takeLine(line: Buffer, before: () => void): boolean {
    if (looksLikeBoundary(line)) {
      // What stands before it is of the part that it ends.
      before()
      return taker.isBoundary(line.toString('latin1')) || asOther(line, true)
    }
    if (!taker.inHead() && !taker.wantsLine()) return false
    before()
    return asOther(line, false)
  }

  /** The end of a line whose beginning was handed on. */
  function takeRest(line: Buffer): boolean {
    if (!taker.inHead()) return false
    taker.headLine(line)
    return true
  }

  function asOther(line: Buffer, dashed: boolean): boolean {
    if (taker.inHead()) taker.headLine(line)
    else if (taker.wantsLine() && !dashed) taker.leadLine(line)
    else taker.body(line)
    return true
  }

  function flush(data: Buffer, from: number, to: number) {
    if (to > from) taker.body(data.subarray(from, to))
  }

  function handOn() {
    if (taker.inHead()) taker.headLine(rest)
    else taker.body(rest)
    rest = Buffer.alloc(0)
    within = true
  }

  return {
    write,
    end() {
      const taken = rest.length === 0 || (within ? takeRest(rest) : takeLine(rest, () => {}))
      if (!taken) taker.body(rest)
    },
  }
}

function looksLikeBoundary(line: Buffer): boolean {
  if (line.length > longestBoundary) return false
  const at = line[0] === space ? 1 : 0
  return line[at] === dash && line[at + 1] === dash
}
