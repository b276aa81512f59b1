export type Piece = { text: string; href?: string }

const address = /\bhttps?:\/\/[^\s<>"']+|\bwww\.[^\s<>"']+\.[^\s<>"']+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+/gi

/** Cuts what a sentence puts after an address: punctuation, and a bracket that was not opened inside. */
function trim(found: string): string {
  let text = found.replace(/[.,;:!?…*_~]+$/, '')
  if (text.endsWith(')') && !text.includes('(')) text = trim(text.slice(0, -1))
  return text
}

/** Splits a message into plain text and links; only http, https and mailto ever become links. */
export function linkify(body: string): Piece[] {
  const pieces: Piece[] = []
  let at = 0
  for (const match of body.matchAll(address)) {
    const text = trim(match[0])
    if (match.index > at) pieces.push({ text: body.slice(at, match.index) })
    const start = /^https?:/i.test(text) ? '' : text.includes('@') && !text.includes('/') ? 'mailto:' : 'https://'
    pieces.push({ text, href: start + text })
    at = match.index + text.length
  }
  if (at < body.length) pieces.push({ text: body.slice(at) })
  return pieces
}
