import type { PlainPage } from './to-text.ts'

const deepestQuote = 20
const longestPage = 1024 * 1024

/** Lays text out in lines, as a browser would break them: spaces run together, blocks on lines of their own. */
export function createPage() {
  const lines: string[] = []
  const historyAt = new Set<number>()
  const introAt = new Set<number>()
  /** For each blockquote that is open, whether it is a quotation: others only indent. */
  const quotes: number[] = []
  let depth = 0
  let kept = 0
  /** The line being written, in the pieces it came in: putting them together each time would take for ever. */
  let line: string[] = []
  let spaced = true
  let size = 0
  let linkFrom = 0
  let intro = false

  function newLine() {
    const prefix = depth > 0 ? `${'>'.repeat(Math.min(depth, deepestQuote))} ` : ''
    const text = kept > 0 ? line.join('').trimEnd() : line.join('').trim()
    if (intro && text !== '') introAt.add(lines.length)
    intro &&= text === ''
    if (size < longestPage) lines.push((prefix + text).trimEnd())
    size += prefix.length + text.length + 1
    startLine()
  }

  function startLine() {
    line = []
    spaced = true
    linkFrom = 0
  }

  function block(apart: boolean) {
    if (line.some((piece) => piece.trim() !== '')) newLine()
    startLine()
    const last = lines.at(-1)
    if (apart && last !== undefined && !/^>* ?$/.test(last)) newLine()
  }

  function write(text: string) {
    const plain = text.replace(/[ \t\r\n\f\u00a0]+/g, ' ').replace(/[\u200b\ufeff\u00ad]/g, '')
    const next = spaced ? plain.trimStart() : plain
    if (next === '') return
    line.push(next)
    spaced = next.endsWith(' ')
  }

  function writeKept(text: string) {
    const [head = '', ...rest] = text.split(/\r?\n/)
    line.push(head)
    for (const next of rest) {
      newLine()
      line.push(next)
    }
  }

  return {
    newLine,
    block,
    write: (text: string) => (kept > 0 ? writeKept(text) : write(text)),
    link() {
      linkFrom = line.length
    },
    /** A link ends; its address is added when it is not what the link shows. */
    target(href: string) {
      const shown = line.slice(linkFrom, linkFrom + 50).join('')
      const address = href.replace(/^mailto:/i, '').trim()
      const worth = /^(?:https?:\/\/|mailto:)/i.test(href) && address.length < 500
      if (worth && shown.trim() !== '' && !shown.includes(address.replace(/^https?:\/\/|\/$/g, '')))
        write(` <${address}>`)
    },
    mark(mark: 'history' | 'intro') {
      if (mark === 'history') historyAt.add(lines.length)
      else intro = true
    },
    rule() {
      lines.push('----------')
    },
    quote(change: -1 | 0 | 1) {
      if (change < 0) depth -= quotes.pop() ?? 0
      else quotes.push(change)
      if (change > 0) depth++
    },
    pre(change: -1 | 1) {
      kept += change
    },
    end(): Omit<PlainPage, 'endless'> {
      block(false)
      return { text: lines.join('\n'), historyAt, introAt }
    },
  }
}
