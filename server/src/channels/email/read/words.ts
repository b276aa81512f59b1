import { sanitiseHtml } from './html/sanitise.ts'
import { htmlToText } from './html/to-text.ts'
import { htmlForm, plainForms, type MailText } from './texts.ts'
import { isPassedOn } from './text/languages.ts'
import { splitReply, type SplitText } from './text/split-reply.ts'

/** Bigger HTML is not shown as such: the text is. */
const longestHtml = 1024 * 1024

/** What a mail says: the new words, the rest of the text, and all of it as HTML that may be shown. */
export interface Words extends SplitText {
  html: string | null
  warnings: string[]
}

/** Reads the words of a mail out of its texts; `contentIds` are those of the files that its HTML may show. */
export function wordsOf(texts: MailText[], subject: string, contentIds: ReadonlySet<string>): Words {
  const warnings = texts.some(({ cut }) => cut)
    ? ['The text is longer than is shown; the original mail has all of it.']
    : []
  const passedOn = isPassedOn(subject)
  const source = htmlForm(texts)
  const page = source === null ? null : htmlToText(source.slice(0, longestHtml))
  const fromHtml = page && splitReply(page.text, { ...page, passedOn })
  const showable = page !== null && !page.endless && (source ?? '').length <= longestHtml
  if (page && !showable) warnings.push('The mail’s own layout could not be shown; this is its text.')
  return {
    ...better(
      splitReply(plainText(texts), { passedOn }),
      fromHtml,
      plainForms(texts).some(({ html }) => html),
    ),
    html: showable && source !== null ? sanitiseHtml(source, contentIds).trim() || null : null,
    warnings,
  }
}

const plainText = (texts: MailText[]) =>
  plainForms(texts)
    .filter(({ html }) => !html)
    .map(({ text }) => text.replace(/^\n+/, '').trimEnd())
    .join('\n\n')

/** The plain form is the sender's own; the HTML is better when it alone says something, or knows what is quoted. */
function better(plain: SplitText, html: SplitText | null, saidInHtml: boolean): SplitText {
  if (!html) return plain
  if (saidInHtml) return html
  const stub = plain.body.length * 10 < html.body.length && html.body.length > 200 && plain.quoted === null
  const knows = plain.quoted === null && html.quoted !== null && html.body !== ''
  return stub || knows ? html : plain
}
