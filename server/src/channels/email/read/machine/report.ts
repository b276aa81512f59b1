import { htmlToText } from '../html/to-text.ts'
import { decodeText, decodeUnsaid } from '../mime/charset.ts'
import { parseHeaders, type Headers } from '../mime/headers.ts'
import { collect, type OpenPart } from '../mime/parts.ts'

/** What a mail of a machine holds that says what became of another mail. */
export interface Report {
  headers: Headers
  /** What is written for people. */
  text: string
  /** The fields for machines, by the type of the part: `message/delivery-status`, `message/feedback-report` … */
  fields: Map<string, string>
  /** The headers of the mail that it speaks of, when they came back. */
  returned: Headers | null
}

const longestPart = 256 * 1024

const returnedTypes = [
  'message/rfc822',
  'text/rfc822-headers',
  'message/rfc822-headers',
  'message/global',
  'message/global-headers',
]

/** Reads the parts of a report; nothing of it is kept as a file. */
export async function readReport(headers: Headers, parts: AsyncIterable<OpenPart>): Promise<Report> {
  const report: Report = { headers, text: '', fields: new Map(), returned: null }
  for await (const { part, content } of parts) {
    if (part.type.startsWith('multipart/')) continue
    const { bytes } = await collect(content, longestPart)
    if (returnedTypes.includes(part.type)) report.returned ??= headOf(bytes)
    else if (part.type === 'text/html') report.text ||= htmlToText(decodeText(bytes, part.charset)).text
    else if (part.type.startsWith('text/')) report.text += `${decodeText(bytes, part.charset).replace(/\r\n/g, '\n')}\n`
    else if (part.type.startsWith('message/')) addFields(report.fields, part.type, decodeUnsaid(bytes))
  }
  return report
}

const addFields = (fields: Map<string, string>, type: string, text: string) =>
  fields.set(type.replace('message/global-', 'message/'), `${fields.get(type) ?? ''}${text}\n\n`)

/** The headers of a mail that came back whole. */
function headOf(bytes: Buffer): Headers {
  const text = bytes.toString('latin1').trimStart()
  return parseHeaders(Buffer.from(text.slice(0, text.search(/\n\r?\n|$(?![^])/)), 'latin1')).headers
}
