/** What an element is, by the marks that mail programs leave: `history` begins here, `intro` says who wrote what follows. */
export type Mark = 'history' | 'intro' | 'quote' | 'signature' | 'line' | null

type Attributes = Record<string, string>

const historyIds =
  /^(?:divRplyFwdMsg|appendonsend|OLK_SRC_BODY_SECTION|mail-editor-reference-message-container|reply-?message|replySplit|ms-outlook-mobile-reference-message|isReplyContent|yahoo_quoted.*|\w+_yahoo_quoted.*)$/i
const historyClasses =
  /(?:^|\s)(?:yahoo_quoted|ms-outlook-mobile-reference-message|OutlookMessageHeader|zmail_extra|protonmail_quote|WM_reply|gmail_quote_container_history)(?:\s|$)/i
const introClasses =
  /(?:^|\s)(?:gmail_attr|moz-cite-prefix|moz-forward-container-header|reply-intro|mail-quote-header)(?:\s|$)/i
const signatures =
  /(?:^|\s)(?:gmail_signature|moz-signature|moz-txt-sig|yahoo-signature|protonmail_signature_block)(?:\s|$)/i
/** Outlook, Windows Mail: the headers of the earlier mail stand below a grey line. */
const topLine = /border-top(?:-style)?\s*:\s*(?:[^;]{0,40}\s)?solid/i

/** Reads the marks of one element; attributes by name in lower case. */
export function markOf(tag: string, attributes: Attributes): Mark {
  const { id = '', class: classes = '', style = '' } = attributes
  if (tag === 'blockquote') return isIndent(classes, style) ? null : 'quote'
  if (historyIds.test(id) || historyClasses.test(classes) || attributes['name'] === 'quote') return 'history'
  if (introClasses.test(classes) || /^reply-intro/i.test(id)) return 'intro'
  if (signatures.test(classes) || attributes['data-signatureblock'] === 'true') return 'signature'
  if (tag === 'hr') return 'line'
  return tag === 'div' && topLine.test(style.slice(0, 1000)) ? 'line' : null
}

/** Mail programs indent with the same element that they quote with. */
const isIndent = (classes: string, style: string) =>
  !classes.includes('quote') && /border(?:-left)?\s*:\s*(?:none|0|medium none)/i.test(style.slice(0, 1000))
