import { headingAt } from './heading.ts'
import { introEndingAt, type Said } from './intro.ts'
import { kindOf, type Kind } from './kinds.ts'
import { newWordsEnd } from './ending.ts'

/** Beyond this, text is not looked at any more. */
const mostSigns = 64 * 1024
const mostLines = 2000
/** Taking a line out can bring others together that say something only now. */
const mostRounds = 10

/** Signs that only say which way to write. */
const unseen = /[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g

/** A mail's text: the new words, and everything else in the order it stood in; no line is in neither. */
export interface SplitText {
  body: string
  /** Null when there is nothing else. */
  quoted: string | null
}

/** What is known of a mail beside its text. */
export interface Hints {
  /** Its subject says that it was passed on: what it passes on is what its sender has to say. */
  passedOn?: boolean
  /** Lines, by their index, at which the HTML says that history begins. */
  historyAt?: ReadonlySet<number>
  /** Lines, by their index, that the HTML says tell who wrote what follows. */
  introAt?: ReadonlySet<number>
}

/** Separates the new words of a reply from what they answer. Answers between quotations stay where they are. */
export function splitReply(text: string, hints: Hints = {}): SplitText {
  const { lines, beyond } = firstLines(text.replace(/\r\n?/g, '\n'))
  let kept = lines.map((_, at) => at)
  let known: Hints = hints
  let ended = false
  for (let round = 0; round < mostRounds; round++) {
    const current = kept.map((at) => (lines[at] ?? '').replace(unseen, ''))
    const { keep, cut } = newLines(current, known)
    ended ||= cut
    if (keep.length === kept.length) break
    kept = keep.map((at) => kept[at] as number)
    known = { passedOn: hints.passedOn ?? false }
  }
  return assemble(lines, beyond, kept, ended)
}

/** The lines that are looked at, and the text after them. */
function firstLines(text: string): { lines: string[]; beyond: string | null } {
  if (text.length <= mostSigns && text.split('\n', mostLines + 1).length <= mostLines)
    return { lines: text.split('\n'), beyond: null }
  let end = 0
  for (let line = 0; line < mostLines; line++) {
    const next = text.indexOf('\n', end)
    if (next < 0 || next >= mostSigns) break
    end = next + 1
  }
  return { lines: text.slice(0, end).split('\n').slice(0, -1), beyond: text.slice(end) }
}

/** Which lines are new, by index; `cut`: what stands below them is history. */
function newLines(lines: string[], hints: Hints): { keep: number[]; cut: boolean } {
  const kinds = lines.map((line, at) => kindOf(line, lines[at - 1]))
  const history = markHistory(lines, kinds, hints)
  if (history === 'all') return { keep: lines.map((_, at) => at), cut: false }
  const end = newWordsEnd(lines, kinds, history ?? lines.length)
  const keep = kinds.flatMap((kind, at) => (at < end && kind !== 'intro' ? [at] : []))
  return { keep: trimmed(keep, kinds), cut: history !== null }
}

/**
 * Marks who wrote what, and finds the line at which history begins; null when it begins nowhere, `all` when the whole
 * mail is what its sender passes on. Whatever is followed by a quotation may be answered below it, so it ends nothing.
 */
function markHistory(lines: string[], kinds: Kind[], hints: Hints): number | null | 'all' {
  const seen = new Map<string, Said>()
  let firstWord = -1
  for (let at = 0; at < lines.length; at++) {
    if (kinds[at] === 'text' || kinds[at] === 'device') firstWord = firstWord < 0 ? at : firstWord
    const found = earlierAt(lines, kinds, at, hints, seen)
    if (!found) continue
    const answered = kinds.slice(found.to, found.to + 20).find((kind) => kind !== 'empty') === 'quote'
    if (!answered && !found.sure) continue
    if (hints.passedOn) return 'all'
    const words = firstWord >= 0 && firstWord < found.from
    if (!answered && words) return found.from
    if (found.passedOn && !words) return 'all'
    kinds.fill('intro', found.from, found.to)
    if (!words) firstWord = -1
    at = Math.max(found.to - 1, at)
  }
  return null
}

/** The lines about an earlier mail that begin or end here. */
function earlierAt(
  lines: string[],
  kinds: Kind[],
  at: number,
  hints: Hints,
  seen: Map<string, Said>,
): { from: number; to: number; sure: boolean; passedOn?: boolean } | null {
  if (hints.historyAt?.has(at)) return { from: at, to: Math.max(headingAt(lines, kinds, at)?.to ?? at, at), sure: true }
  if (kinds[at] === 'empty' || kinds[at] === 'quote') return null
  if (hints.introAt?.has(at)) return { from: at, to: at + 1, sure: true }
  const heading = headingAt(lines, kinds, at)
  return heading ? { ...heading, sure: true } : introEndingAt(lines, kinds, at, seen)
}

/** Without the empty lines at both ends. */
function trimmed(keep: number[], kinds: Kind[]): number[] {
  const from = keep.findIndex((at) => kinds[at] !== 'empty')
  const to = keep.findLastIndex((at) => kinds[at] !== 'empty')
  return from < 0 ? [] : keep.slice(from, to + 1)
}

/** The text beyond the limit belongs to what stood last, unless that is a quotation and it is not. */
function assemble(lines: string[], beyond: string | null, kept: number[], ended: boolean): SplitText {
  const isKept = new Set(kept)
  const body = kept.map((at) => lines[at] ?? '')
  const others = lines.filter((_, at) => !isKept.has(at))
  if (beyond !== null) {
    const goesOn = !isKept.has(lines.length - 1) && !/^[ \t]*[^\s>]/m.test(beyond)
    ;(ended || goesOn ? others : body).push(beyond)
  }
  const quoted = withoutEnds(others)
  return { body: withoutEnds(body), quoted: quoted === '' ? null : quoted }
}

/** Without empty lines at the beginning and spaces at the end, in a time that is linear also for spaces alone. */
const withoutEnds = (lines: string[]) => lines.join('\n').trimEnd().replace(/^\n+/, '')
