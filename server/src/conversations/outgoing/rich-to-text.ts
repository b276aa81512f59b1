import { Parser } from 'htmlparser2'

const apart = new Set(['p', 'h1', 'h2', 'h3', 'ul', 'ol', 'pre', 'blockquote'])
/** What stands before a point of a list: its words go on in the same line. */
const marker = /(?:^|[> ])(?:-|\d+\.) $/

/** An agent's formatted words as plain lines: points with a dash or number, quotations with `>`, links with their address. */
export function richToText(html: string): string {
  /** Lines that are finished: putting them together at each step would take for ever. */
  const lines: string[] = []
  let text = ''
  let quotes = 0
  let kept = 0
  const lists: (number | null)[] = []
  const links: { href: string; from: number }[] = []
  const newLine = () => {
    lines.push(text.trimEnd())
    text = ''
  }
  const line = () => {
    if (text !== '' && !marker.test(text.slice(-20))) newLine()
  }
  const gap = () => {
    line()
    if (text === '' && (lines.at(-1) ?? '') !== '' && lists.length === 0) lines.push('')
  }
  const add = (words: string) => {
    if (words !== '') text += text === '' && quotes > 0 ? `${'>'.repeat(quotes)} ${words}` : words
  }
  const parser = new Parser(
    {
      onopentag(tag, { href = '', start = '1' }) {
        if (tag === 'br') newLine()
        if (apart.has(tag)) gap()
        if (tag === 'blockquote') quotes++
        if (tag === 'pre') kept++
        if (tag === 'ul') lists.push(null)
        if (tag === 'ol') lists.push(Number(start) || 1)
        if (tag === 'li') point()
        if (tag === 'a') links.push({ href, from: text.length })
      },
      ontext(words) {
        const plain = kept > 0 ? words : words.replace(/\s+/g, ' ')
        add(text === '' && kept === 0 ? plain.trimStart() : plain)
      },
      onclosetag(tag) {
        if (tag === 'a') target()
        if (tag === 'blockquote') quotes--
        if (tag === 'pre') kept--
        if (tag === 'ul' || tag === 'ol') lists.pop()
        if (tag === 'li') line()
        if (apart.has(tag)) gap()
      },
    },
    { decodeEntities: true },
  )
  function point() {
    line()
    const number = lists.at(-1) ?? null
    if (number !== null) lists[lists.length - 1] = number + 1
    add(`${'  '.repeat(Math.max(lists.length - 1, 0))}${number === null ? '-' : `${number}.`} `)
  }
  function target() {
    const { href, from } = links.pop() ?? { href: '', from: 0 }
    const address = href.replace(/^(?:mailto|tel):/, '')
    if (address !== '' && !text.slice(from).includes(address)) text += ` <${address}>`
  }
  parser.end(html)
  newLine()
  return lines.join('\n').trim()
}
