import type { Kind } from './kinds.ts'

/** A signature is no longer than this, in lines that are not empty. */
const longestSignature = 15
const longestBelowRule = 8

/**
 * The index after the last new word before `end`: what trails it is quotations, signatures and what mail programs add.
 * What nothing new stands above is not taken for a signature.
 */
export function newWordsEnd(lines: string[], kinds: Kind[], end: number): number {
  let at = end
  for (;;) {
    const last = lastWord(kinds, at)
    if (last < 0) return 0
    const signature = signatureBefore(lines, kinds, last)
    if (signature < 0) return last + 1
    at = signature
  }
}

/** The last line that people wrote before `end`. */
function lastWord(kinds: Kind[], end: number): number {
  for (let at = end - 1; at >= 0; at--) {
    if (kinds[at] === 'text') return at
  }
  return -1
}

/** Where the signature begins that a line is of; -1 when it is of none. */
function signatureBefore(lines: string[], kinds: Kind[], last: number): number {
  let count = 0
  for (let at = last; at >= 0; at--) {
    const kind = kinds[at]
    if (kind === 'quote' || kind === 'intro') return -1
    const begins = kind === 'close' || (kind === 'rule' && isSigned(lines.slice(at, last + 1), count))
    if (begins) return lastWord(kinds, at) < 0 ? -1 : at
    if (kind !== 'empty' && !isArmour(lines[at] ?? '') && ++count > longestSignature) return -1
  }
  return -1
}

/** Below a line of underscores stands a signature; below other lines only what looks like one. */
function isSigned([rule = '', ...below]: string[], count: number): boolean {
  if (count > longestBelowRule) return false
  if (/^\s*_{5,}\s*$/.test(rule)) return true
  const short = below.every((line) => line.length <= 60 && !/[.!?]\s*$/.test(line))
  return short && below.some((line) => /@\S|https?:|www\.|\+?\d[\d\s()/.-]{5,}/.test(line))
}

/** A line of a PGP signature. */
const isArmour = (line: string) => /^[\w+/=]{40,76}$/.test(line)
