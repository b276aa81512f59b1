/** A piece of an excerpt. */
export interface ExcerptPart {
  text: string
  /** It is one of the words looked for. */
  marked: boolean
}

/** Characters shown before the first word found, and in all. */
const before = 12
const most = 120

/**
 * The words of a message around the first word that a search looks for, in pieces: words looked for are marked where
 * they stand whole, the last one also as a beginning. From the start of the message where none is found.
 */
export function excerpt(body: string, words: readonly string[]): ExcerptPart[] {
  const line = body.replace(/\s+/g, ' ').trim()
  const wanted = pattern(words)
  const at = wanted ? line.search(wanted) : -1
  const from = at > before ? line.indexOf(' ', at - before) + 1 : 0
  const start = from > at && at >= 0 ? at : from
  const shown = Array.from(line.slice(start)).slice(0, most).join('')
  const parts = wanted ? marked(shown, wanted) : [plain(shown)]
  if (start > 0) parts.unshift(plain('…'))
  if (start + shown.length < line.length) parts.push(plain('…'))
  return parts
}

const plain = (text: string): ExcerptPart => ({ text, marked: false })

function marked(text: string, wanted: RegExp): ExcerptPart[] {
  const parts: ExcerptPart[] = []
  let from = 0
  for (const { 0: found, index } of text.matchAll(wanted)) {
    if (index > from) parts.push(plain(text.slice(from, index)))
    parts.push({ text: found, marked: true })
    from = index + found.length
  }
  if (from < text.length) parts.push(plain(text.slice(from)))
  return parts
}

/** Letters and digits only are words to the search, so nothing that means something in a pattern comes in here. */
function pattern(words: readonly string[]): RegExp | null {
  const pieces = words.flatMap((word) => word.match(/[\p{L}\p{N}]+/gu) ?? [])
  const last = pieces.pop()
  if (!last) return null
  // One letter begins too many words: the search takes it whole as well.
  const any = [...pieces, last.length > 1 ? `${last}[\\p{L}\\p{N}]*` : last].join('|')
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${any})(?![\\p{L}\\p{N}])`, 'giu')
}
