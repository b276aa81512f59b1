import { dateBegins, saysWrote } from './languages.ts'
import type { Kind } from './kinds.ts'

const mostLines = 4
const mostSigns = 400

const address = /[^\s<>@]@[^\s<>@]/
const time = /\d{1,2}[:.h]\d{2}/
const date = /\d{1,4}\s?[./-]\s?\d{1,2}|(?:19|20)\d{2}|\d{1,2}\.? \p{L}{3}|\p{L}{3} \d{1,2}/u

/** Lines that say who wrote what follows. */
export interface Intro {
  from: number
  /** After its last line. */
  to: number
  /** It speaks for itself; the others count only right above a quotation. */
  sure: boolean
}

/** What a stretch of lines says. */
export interface Said {
  wrote: boolean
  addressed: boolean
  dated: boolean
  timed: boolean
  signs: number
  /** Brackets that close what no line of the stretch opened. */
  unopened: number
  /** Brackets that open at the end and are not closed. */
  unclosed: number
}

/**
 * The lines that end at `last` and together say who wrote what follows, in up to four lines: mail programs break them.
 * Null when they say nothing of the kind. `seen` remembers what lines say from one call to the next.
 */
export function introEndingAt(lines: string[], kinds: Kind[], last: number, seen: Map<string, Said>): Intro | null {
  const end = (lines[last] ?? '').trimEnd()
  const colon = /[:：]$/.test(end)
  if (!colon && !(end.length < mostSigns && saysWrote(end.slice(end.lastIndexOf(' ') + 1)))) return null
  let found: Intro | null = null
  let said: Said = { wrote: false, addressed: false, dated: false, timed: false, signs: 0, unopened: 0, unclosed: 0 }
  for (let at = last; at > last - mostLines && at >= 0 && kinds[at] === 'text'; at--) {
    const line = lines[at] ?? ''
    said = above(saidIn(line, seen), said)
    if (said.signs > mostSigns) break
    if (found && !beginsIntro(line)) continue
    const sure = isIntro(said)
    if (sure !== null) found = { from: at, to: last + 1, sure: sure && colon }
  }
  return found
}

/** What one line says; each is looked at once, though it can be of four stretches. */
function saidIn(line: string, seen: Map<string, Said>): Said {
  const known = seen.get(line)
  if (known) return known
  const text = line.slice(0, mostSigns + 1)
  const said = {
    wrote: saysWrote(text),
    addressed: address.test(text),
    dated: date.test(text),
    timed: time.test(text),
    signs: line.length,
    ...bracketsOf(text),
  }
  seen.set(line, said)
  return said
}

/** A stretch with the line above it. */
const above = (line: Said, below: Said): Said => ({
  wrote: line.wrote || below.wrote,
  addressed: line.addressed || below.addressed,
  dated: line.dated || below.dated,
  timed: line.timed || below.timed,
  signs: line.signs + below.signs,
  unopened: line.unopened + Math.max(below.unopened - line.unclosed, 0),
  unclosed: below.unclosed + Math.max(line.unclosed - below.unopened, 0),
})

/** True when it is sure, false when it needs a quotation below, null when it says nothing of the kind. */
function isIntro({ wrote, addressed, dated, timed, unopened, unclosed }: Said): boolean | null {
  if (unopened > 0 || unclosed > 0) return null
  if (wrote && (addressed || (dated && timed))) return true
  return wrote || (dated && addressed) ? false : null
}

/** A first line that the rest of a broken one continues. */
const beginsIntro = (line: string) =>
  dateBegins.test(line) && /\d/.test(line) && !/(?:[^\d\s][.!?]|[:：])\s*$/.test(line)

function bracketsOf(line: string): { unopened: number; unclosed: number } {
  let unopened = 0
  let unclosed = 0
  for (const sign of line) {
    if (sign === '<') unclosed++
    else if (sign === '>' && unclosed > 0) unclosed--
    else if (sign === '>') unopened++
  }
  return { unopened, unclosed }
}
