/** The beginning of a message in one line, at most 140 characters; for files without words, a paper clip and their number. */
export function preview(body: string, attachments: number): string {
  const line = body.slice(0, 600).replace(/\s+/g, ' ').trim()
  if (line === '') return attachments > 0 ? `📎 ${attachments}` : ''
  return line.length <= 140 ? line : `${line.slice(0, 139)}…`
}
