import sanitizeHtml, { type Attributes } from 'sanitize-html'
import { markOf } from './quotes.ts'
import { harmlessStyle } from './style.ts'

const tags =
  'a abbr address article aside b bdi bdo big blockquote br caption center cite code col colgroup dd del details dfn div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark ol p pre q s samp section small span strike strong sub summary sup table tbody td tfoot th thead time tr tt u ul var wbr'

const everywhere = [
  'style',
  'dir',
  'lang',
  'title',
  'align',
  'valign',
  'width',
  'height',
  'bgcolor',
  'data-quoted',
  'data-history',
]

/** No mail of people is nested deeper; what is deeper is shown flat. */
const deepest = 120

const picture = /^data:image\/(?:png|jpe?g|gif|webp);base64,[a-z0-9+/=\s]+$/i
const remote = /^(?:https?:)?\/\//i

/**
 * HTML that may be shown in a frame without scripts: an allow-list of elements, attributes and styles; remote pictures
 * wait in `data-remote`; `cid:` stays for parts that exist; links open elsewhere and tell nothing. Quotations and
 * signatures carry `data-quoted`; where history begins, an element carries `data-history`. What it leaves, it
 * leaves as it is when it is given that again; only where a limit of depth cut something off may more be cut the next time.
 */
export function sanitiseHtml(html: string, contentIds: ReadonlySet<string>): string {
  return sanitizeHtml(html, {
    allowedTags: tags.split(' '),
    allowedAttributes: {
      '*': everywhere,
      a: ['href', 'target', 'rel'],
      img: ['src', 'alt', 'data-remote'],
      font: ['color', 'face', 'size'],
      ol: ['start', 'type'],
      table: ['border', 'cellpadding', 'cellspacing'],
      td: ['colspan', 'rowspan'],
      th: ['colspan', 'rowspan'],
    },
    allowedSchemes: ['http', 'https', 'mailto', 'tel'],
    allowedSchemesByTag: { img: ['cid', 'data'] },
    allowedSchemesAppliedToAttributes: ['href', 'src', 'cite'],
    allowProtocolRelative: false,
    nonTextTags: [
      'style',
      'script',
      'textarea',
      'option',
      'noscript',
      'title',
      'template',
      'svg',
      'math',
      'object',
      'iframe',
      'select',
      'xml',
    ],
    nestingLimit: deepest,
    parseStyleAttributes: false,
    transformTags: {
      '*': (tagName, attribs) => ({ tagName, attribs: cleaned(tagName, attribs, contentIds) }),
    },
  })
}

function cleaned(tag: string, given: Attributes, contentIds: ReadonlySet<string>): Attributes {
  const attributes: Attributes = { ...given }
  const mark = markOf(tag, given)
  if (mark === 'quote' || mark === 'signature' || mark === 'intro') attributes['data-quoted'] = ''
  if (mark === 'history') attributes['data-history'] = ''
  if ('style' in given) attributes['style'] = harmlessStyle(given['style'] ?? '')
  if (attributes['style'] === '') delete attributes['style']
  if (tag === 'img') pictureFrom(attributes, contentIds)
  if (tag === 'a') Object.assign(attributes, { target: '_blank', rel: 'noopener noreferrer nofollow' })
  return attributes
}

/** Leaves one of `src` and `data-remote`, or neither. */
function pictureFrom(attributes: Attributes, contentIds: ReadonlySet<string>): void {
  const source = (attributes['src'] ?? '').trim()
  const waiting = attributes['data-remote'] ?? ''
  delete attributes['src']
  delete attributes['data-remote']
  if (/^cid:/i.test(source)) {
    const id = contentIdOf(source)
    if (contentIds.has(id)) attributes['src'] = `cid:${id}`
  } else if (remote.test(source)) attributes['data-remote'] = source.replace(/^\/\//, 'https://')
  else if (picture.test(source)) attributes['src'] = source
  else if (remote.test(waiting)) attributes['data-remote'] = waiting
}

/** The id that a `cid:` address names; it may be written in percent signs. */
export function contentIdOf(address: string): string {
  const id = address.replace(/^cid:/i, '').trim()
  try {
    return decodeURIComponent(id)
  } catch {
    return id
  }
}
