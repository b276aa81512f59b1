import { Parser } from 'htmlparser2'
import { markOf } from './quotes.ts'
import { createPage } from './page.ts'

/** HTML as lines of plain text, quotations with `>`, and what the marks of mail programs say of those lines. */
export interface PlainPage {
  text: string
  historyAt: ReadonlySet<number>
  introAt: ReadonlySet<number>
  /** Elements stand in each other without end: the rest was not read, and no browser should. */
  endless: boolean
}

/** Parsers take a time that grows with the square of this. */
const deepest = 2000
/** Signs that are read before looking whether to go on. */
const step = 8192

const blocks = new Set(
  'address article aside blockquote body center dd details dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html li main menu nav ol p pre section summary table tbody tfoot thead tr ul'.split(
    ' ',
  ),
)
/** Set off by an empty line. */
const paragraphs = new Set('p h1 h2 h3 h4 h5 h6 ul ol dl table pre'.split(' '))
const unread = new Set(
  'head style script title noscript template svg math textarea select option object iframe'.split(' '),
)
const empty = new Set('area base br col embed hr img input link meta param source track wbr'.split(' '))

/** Reads HTML, however broken, as people would see it. */
export function htmlToText(html: string): PlainPage {
  const page = createPage()
  const links: string[] = []
  let hidden = 0
  let depth = 0
  let endless = false
  const parser = new Parser(
    {
      onopentag(tag, attributes) {
        if (++depth > deepest) endless = true
        if (hidden > 0 || unread.has(tag) || isHidden(attributes)) {
          if (!empty.has(tag)) hidden++
          return
        }
        open(tag, attributes)
      },
      ontext(text) {
        if (hidden === 0) page.write(text)
      },
      onclosetag(tag) {
        depth--
        if (hidden > 0) {
          if (!empty.has(tag)) hidden--
        } else close(tag)
      },
    },
    { decodeEntities: true, lowerCaseTags: true },
  )

  function open(tag: string, attributes: Record<string, string>) {
    const mark = markOf(tag, attributes)
    if (tag === 'br') return page.newLine()
    if (blocks.has(tag)) page.block(paragraphs.has(tag))
    if (mark === 'history' || mark === 'intro') page.mark(mark)
    if (mark === 'line') page.rule()
    if (tag === 'blockquote') page.quote(mark === 'quote' ? 1 : 0)
    if (tag === 'pre') page.pre(1)
    if (tag === 'li') page.write('- ')
    if (tag === 'td' || tag === 'th') page.write(' ')
    if (tag === 'img' && attributes['alt']?.trim()) page.write(`[${attributes['alt'].trim()}]`)
    if (tag === 'a') {
      links.push(attributes['href'] ?? '')
      page.link()
    }
  }

  function close(tag: string) {
    if (tag === 'a') page.target(links.pop() ?? '')
    if (blocks.has(tag)) page.block(paragraphs.has(tag))
    if (tag === 'blockquote') page.quote(-1)
    if (tag === 'pre') page.pre(-1)
  }

  for (let at = 0; at < html.length && !endless; at += step) parser.write(html.slice(at, at + step))
  if (!endless) parser.end()
  return { ...page.end(), endless }
}

const isHidden = ({ style = '', hidden }: Record<string, string>) =>
  hidden !== undefined || /display\s*:\s*none/i.test(style.slice(0, 1000))
