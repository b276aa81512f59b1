import { randomBytes } from 'node:crypto'
import { composeMail } from '../../../server/src/sandbox/devices/compose-mail.ts'

/** The kinds of mail in the order they come, as a support mailbox gets them: mostly words, some files, some machines. */
const kinds = [plain, rich, answer, plain, newsletter, withFiles, plain, latin, answer, bounce, rich, automatic]

/** So many raw mails of all kinds to this address; no two are the same, nor the same as in another round. */
export function mixedMails(count: number, to: string): Buffer[] {
  return Array.from({ length: count }, (_, n) => (kinds[n % kinds.length] ?? plain)(n, to))
}

/** A mail with a file of so many bytes as it travels, of which base64 makes a third more. */
export const mailWithFile = (to: string, bytes: number): Buffer =>
  composeMail({ ...letter(0, to), files: [file('scan.bin', 'application/octet-stream', bytes)] }, new Date())

const words =
  'I ordered a bicycle three weeks ago and have not heard of it since. Could you tell me when it comes?\r\n' +
  'The order was confirmed, and the money has left my account.\r\n\r\nKind regards\r\nAda'
const quoted = `\r\n\r\nOn Mon, 2 Nov 2026 at 10:00, Support <support@hub.test> wrote:\r\n> ${words.replaceAll('\r\n', '\r\n> ')}`
const sender = (n: number) => `customer${n % 100}@customer.test`

const letter = (n: number, to: string) => ({
  from: sender(n),
  to,
  subject: `Where is my order ${n}?`,
  message: words,
  inReplyTo: '',
  references: '',
  files: [] as { name: string; contentType: string; content: string }[],
})

const file = (name: string, contentType: string, bytes: number) => ({
  name,
  contentType,
  content: randomBytes(bytes).toString('base64'),
})

function mailOf(n: number, to: string, type: string, body: string, more: string[] = []): Buffer {
  const headers = [
    `From: Customer ${n} <${sender(n)}>`,
    `To: ${to}`,
    `Subject: =?utf-8?Q?Gr=C3=BC=C3=9Fe_${n}?=`,
    `Date: ${new Date().toUTCString()}`,
    `Message-ID: <${crypto.randomUUID()}@customer.test>`,
    'MIME-Version: 1.0',
    `Content-Type: ${type}`,
    ...more,
  ]
  return Buffer.from(`${headers.join('\r\n')}\r\n\r\n${body}\r\n`, 'latin1')
}

function plain(n: number, to: string) {
  return mailOf(n, to, 'text/plain; charset=us-ascii', words)
}

function latin(n: number, to: string) {
  return mailOf(n, to, 'text/plain; charset=iso-8859-1', `Sch\xf6ne Gr\xfc\xdfe.\r\n${words}`)
}

function answer(n: number, to: string) {
  return mailOf(n, to, 'text/plain; charset=us-ascii', `Thank you, that helps.${quoted}`, [
    `In-Reply-To: <${crypto.randomUUID()}@customer.test>`,
  ])
}

function rich(n: number, to: string) {
  return alternative(n, to, paragraphs(8))
}

/** As shops send them: tables in tables, and styles on every cell. */
function newsletter(n: number, to: string) {
  const row = `<tr><td style="padding:4px;color:#333;font-family:Arial" bgcolor="#fff">${paragraphs(1)}</td></tr>`
  return alternative(n, to, `<style>td{padding:2px}</style><table width="600">${row.repeat(120)}</table>`)
}

const paragraphs = (count: number) =>
  `<p style="margin:0">${words.replaceAll('\r\n', '<br>\r\n')} <a href="https://shop.example/o/1">The order</a></p>\r\n`.repeat(
    count,
  )

const alternative = (n: number, to: string, html: string) =>
  mailOf(
    n,
    to,
    'multipart/alternative; boundary="alt"',
    `--alt\r\nContent-Type: text/plain\r\n\r\n${words}\r\n` +
      `--alt\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<html><body>${html}</body></html>\r\n--alt--`,
  )

function withFiles(n: number, to: string) {
  const files = [file('invoice.pdf', 'application/pdf', 120_000), file('notes.txt', 'text/plain', 4000)]
  return composeMail({ ...letter(n, to), files }, new Date())
}

function automatic(n: number, to: string) {
  return mailOf(n, to, 'text/plain', 'I am out of the office until Monday.', ['Auto-Submitted: auto-replied'])
}

function bounce(n: number, to: string) {
  const report =
    `--rep\r\nContent-Type: text/plain\r\n\r\nYour message could not be delivered.\r\n` +
    `--rep\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.customer.test\r\n\r\n` +
    `Final-Recipient: rfc822; ${sender(n)}\r\nAction: failed\r\nStatus: 5.1.1\r\nDiagnostic-Code: smtp; 550 no such user\r\n` +
    `--rep\r\nContent-Type: message/rfc822\r\n\r\nMessage-ID: <${crypto.randomUUID()}@hub.test>\r\nSubject: Re\r\n\r\n${words}\r\n--rep--`
  return mailOf(n, to, 'multipart/report; report-type=delivery-status; boundary="rep"', report)
}
