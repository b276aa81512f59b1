/** A piece of plain text: words, or an address one can follow. */
export type TextPart = { text: string; href?: string }

const address = /\bhttps?:\/\/[^\s<>"']+|\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+\b/gi
// What ends a sentence is not part of the address before it; a closing bracket is when one was opened.
const trailing = /[.,;:!?*_~]+$/

/** Finds web and mail addresses in plain text, so that they can be shown as links and nothing else can. */
export function findLinks(text: string): TextPart[] {
  const parts: TextPart[] = []
  let from = 0
  for (const match of text.matchAll(address)) {
    const found = trimmed(match[0])
    if (match.index > from) parts.push({ text: text.slice(from, match.index) })
    parts.push({ text: found, href: /^https?:/i.test(found) ? found : `mailto:${found}` })
    from = match.index + found.length
  }
  if (from < text.length) parts.push({ text: text.slice(from) })
  return parts
}

function trimmed(found: string): string {
  const bare = found.replace(trailing, '')
  return bare.endsWith(')') && !bare.includes('(') ? bare.slice(0, -1) : bare
}
