import sanitizeHtml from 'sanitize-html'
import { InvalidInputError } from '../../errors.ts'
import { richToText } from './rich-to-text.ts'
import type { Way } from './way.ts'

/** What an agent wrote with formatting, once it is harmless. */
export interface Rich {
  html: string
  /** The same without formatting. */
  text: string
  /** Uploaded files that are shown within the text. */
  pictureIds: string[]
}

/** In characters, formatting included. */
const longest = 200_000
const deepest = 50
const tags = 'p br b strong i em u s a ul ol li blockquote code pre h1 h2 h3 img'.split(' ')

/**
 * Formatted words of an agent, with nothing left in them but the elements that an answer may have. Pictures are named
 * `cid:` and the id of a file that goes with the answer; all others are dropped.
 * @throws InvalidInputError at `html` when the channel carries plain words only, or when it is too long.
 */
export function richFrom(way: Pick<Way, 'can'>, given: string, fileIds: readonly string[]): Rich {
  if (!way.can.letters) throw new InvalidInputError('html', 'This channel carries plain words only.')
  if (given.length > longest) throw tooLong(given.length, longest)
  const own = new Set(fileIds)
  const pictures = new Set<string>()
  const html = sanitizeHtml(given.replaceAll('\0', ''), {
    allowedTags: tags,
    allowedAttributes: { a: ['href'], img: ['src', 'alt'], ol: ['start'] },
    allowedSchemes: ['http', 'https', 'mailto', 'tel'],
    allowedSchemesByTag: { img: ['cid'] },
    allowProtocolRelative: false,
    nestingLimit: deepest,
    exclusiveFilter({ tag, attribs }) {
      if (tag !== 'img') return false
      const id = attribs['src']?.replace(/^cid:/, '') ?? ''
      if (own.has(id)) pictures.add(id)
      return !own.has(id)
    },
  }).trim()
  const text = richToText(html)
  if (text.length > way.can.maxLength) throw tooLong(text.length, way.can.maxLength)
  return { html, text, pictureIds: [...pictures] }
}

const tooLong = (length: number, most: number) =>
  new InvalidInputError('html', `This is too long: ${length} characters, and ${most} can be sent at once.`)
