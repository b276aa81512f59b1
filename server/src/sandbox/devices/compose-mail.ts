import { randomUUID } from 'node:crypto'

/** What a customer writes in the demonstration's mail program. */
export interface WrittenMail {
  from: string
  to: string
  subject: string
  message: string
  /** The Message-ID it answers, and the thread before it; empty for a new one. */
  inReplyTo: string
  references: string
  files: { name: string; contentType: string; content: string }[]
}

const lineOf76 = (base64: string) => base64.replace(/.{76}/g, '$&\r\n')
const encoded = (text: string) => Buffer.from(text, 'utf8').toString('base64')
const oneLine = (text: string) => text.replace(/[\r\n\0]+/g, ' ').trim()
/** RFC 2047 for what is not plain ASCII. */
const header = (text: string) =>
  /^[\x20-\x7e]*$/.test(oneLine(text)) ? oneLine(text) : `=?utf-8?B?${encoded(oneLine(text))}?=`

/** The mail as a mail program would send it. Files stand in base64 already. */
export function composeMail(mail: WrittenMail, at: Date): Buffer {
  const boundary = `demo-${randomUUID()}`
  const domain = mail.from.split('@')[1]?.replace(/[^\w.-]/g, '') ?? 'customer.test'
  const headers = [
    `From: ${oneLine(mail.from)}`,
    `To: ${oneLine(mail.to)}`,
    `Subject: ${header(mail.subject)}`,
    `Date: ${at.toUTCString()}`,
    `Message-ID: <${randomUUID()}@${domain}>`,
    ...(mail.inReplyTo ? [`In-Reply-To: ${oneLine(mail.inReplyTo)}`] : []),
    ...(mail.references ? [`References: ${oneLine(mail.references)}`] : []),
    'MIME-Version: 1.0',
    `Content-Type: multipart/mixed; boundary="${boundary}"`,
  ]
  const words = part('text/plain; charset=utf-8', encoded(mail.message))
  const files = mail.files.map(({ name, contentType, content }) => {
    const type = /^[\w.+-]+\/[\w.+-]+$/.test(contentType) ? contentType : 'application/octet-stream'
    return part(type, content, `attachment; filename*=utf-8''${encodeURIComponent(oneLine(name))}`)
  })
  const body = [words, ...files].map((one) => `--${boundary}\r\n${one}`).join('\r\n')
  return Buffer.from(`${headers.join('\r\n')}\r\n\r\n${body}\r\n--${boundary}--\r\n`)
}

const part = (type: string, base64: string, disposition?: string) =>
  [
    `Content-Type: ${type}`,
    'Content-Transfer-Encoding: base64',
    ...(disposition ? [`Content-Disposition: ${disposition}`] : []),
    '',
    lineOf76(base64),
  ].join('\r\n')
