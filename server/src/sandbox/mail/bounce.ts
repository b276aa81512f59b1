import { randomUUID } from 'node:crypto'
import { headersOf } from './addresses.ts'

/** Why a mail could not be delivered, as a mail server says it. */
export interface Failure {
  recipient: string
  /** `5.1.2` */
  status: string
  /** `550 5.1.2 …` */
  said: string
}

/** The report of a mail server to the sender of a mail that it took and could not deliver (RFC 3464). */
export function bounceOf(host: string, sender: string, failure: Failure, original: Buffer, now: Date): Buffer {
  const { recipient, status, said } = failure
  const boundary = randomUUID()
  const date = now.toUTCString().replace('GMT', '+0000')
  const part = (type: string, body: string) => `--${boundary}\r\nContent-Type: ${type}\r\n\r\n${body}\r\n`
  const lines = [
    `From: Mail Delivery System <MAILER-DAEMON@${host}>`,
    `To: ${sender}`,
    'Subject: Undelivered mail: returned to its sender',
    `Date: ${date}`,
    `Message-ID: <${randomUUID()}@${host}>`,
    'Auto-Submitted: auto-replied',
    'MIME-Version: 1.0',
    `Content-Type: multipart/report; report-type=delivery-status; boundary="${boundary}"`,
    '',
    '',
  ]
  const words = `Your mail to ${recipient} could not be delivered:\r\n\r\n    ${said}\r\n`
  const report = [
    `Reporting-MTA: dns; ${host}`,
    `Arrival-Date: ${date}`,
    '',
    `Final-Recipient: rfc822; ${recipient}`,
    'Action: failed',
    `Status: ${status}`,
    `Diagnostic-Code: smtp; ${said}`,
    '',
  ]
  const parts = [
    part('text/plain; charset=utf-8', words),
    part('message/delivery-status', report.join('\r\n')),
    part('text/rfc822-headers', headersOf(original)),
  ]
  return Buffer.from(`${lines.join('\r\n')}${parts.join('')}--${boundary}--\r\n`, 'latin1')
}
