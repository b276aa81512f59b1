import { labelKind, saysEarlier, saysPassedOn } from './languages.ts'
import type { Kind } from './kinds.ts'

const label = /^[\s*_]{0,6}(\p{L}[\p{L} ./-]{0,24}?)[\s*_]{0,4}[:：]/u
const mostLines = 14

/** Lines that repeat the headers of an earlier mail. */
export interface Heading {
  from: number
  to: number
  /** It says that the mail was passed on. */
  passedOn: boolean
}

/** The heading that begins at a line: with the words for it, or with labels that only headers have together. */
export function headingAt(lines: string[], kinds: Kind[], from: number): Heading | null {
  const line = lines[from] ?? ''
  const passedOn = saysPassedOn(line)
  if (passedOn || saysEarlier(line)) {
    const next = skipEmpty(kinds, from + 1)
    return { from, to: labelsAt(lines, kinds, next, true) ?? from + 1, passedOn }
  }
  const ruled = kinds[from] === 'rule' || /^[-_=*]{3,}.*[-_=*]{3,}\s*$/.test(line)
  const to = labelsAt(lines, kinds, ruled ? skipEmpty(kinds, from + 1) : from, ruled)
  return to === null ? null : { from, to, passedOn: false }
}

/** Where labelled lines end that begin at `from`; null when they are not the headers of a mail. */
function labelsAt(lines: string[], kinds: Kind[], from: number, announced: boolean): number | null {
  const seen = new Set<string>()
  let addressed = false
  let to = from
  if (kindOfLabel(lines[from]) === null) return null
  for (let at = from; at < lines.length && at < from + mostLines; at++) {
    const line = lines[at] ?? ''
    const kind = kindOfLabel(line)
    if (kind === null && (kinds[at] === 'empty' ? kindOfLabel(lines[at + 1]) === null : !goesOn(lines, at))) break
    if (kind) seen.add(kind)
    addressed ||= line.includes('@')
    if (kinds[at] !== 'empty') to = at + 1
  }
  const sender = seen.has('from')
  const certain = seen.has('subject') || addressed
  if (sender && seen.size >= 3 && (certain || announced)) return to
  return sender && seen.size >= 2 && announced ? to : null
}

/** A long list of recipients goes on in the next line. */
const goesOn = (lines: string[], at: number) =>
  (lines[at] ?? '').length < 250 &&
  (/^\s+\S/.test(lines[at] ?? '') || /[,;<]\s*$/.test(lines[at - 1] ?? '') || /@.*>;?\s*$/.test(lines[at] ?? ''))

function kindOfLabel(line: string | undefined): string | null {
  const found = line === undefined || !/[:：]/.test(line.slice(0, 60)) ? null : label.exec(line)
  return found?.[1] ? labelKind(found[1].trim()) : null
}

function skipEmpty(kinds: Kind[], from: number): number {
  let at = from
  while (at < from + 4 && kinds[at] === 'empty') at++
  return at
}
