const signs: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** Plain lines as the editor takes them: an empty line parts paragraphs. */
export const asParagraphs = (text: string): string =>
  text
    .split(/\n{2,}/)
    .map((lines) => `<p>${lines.replace(/[&<>"]/g, (sign) => signs[sign] ?? sign).replaceAll('\n', '<br>')}</p>`)
    .join('')

/** A letter as it is sent: without the empty lines at its end, and with those between its paragraphs, which programs drop. */
export const asSent = (html: string): string => html.replace(/(?:<p><\/p>)+$/, '').replaceAll('<p></p>', '<p><br></p>')

/** Whether something has more to it than words and lines, so that plain text would lose it. */
export const isFormatted = (html: string): boolean => /<(?!\/?p>|br>)/.test(html)
