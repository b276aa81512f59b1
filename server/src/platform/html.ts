const signs: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** Text as HTML shows it. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (sign) => signs[sign] ?? sign)

/** Lines of text as HTML shows them. */
export const linesAsHtml = (text: string): string => escapeHtml(text).replaceAll('\n', '<br>')
