import type { Understood } from '../../../carried.ts'
import { first, type Headers } from '../mime/headers.ts'
import { parseStructured } from '../mime/parameters.ts'
import { automaticReason } from './automatic.ts'
import { complaintIn } from './complaint.ts'
import { deliveryReceipts } from './delivery-report.ts'
import { readReceiptIn } from './read-receipt.ts'
import type { Report } from './report.ts'
import { hasNoReturnPath, isDaemon, speaksOfFailure } from './senders.ts'
import { sesNotification } from './ses.ts'
import { spokenReceipts } from './spoken-bounce.ts'

/** Whether a mail may say what became of another one: it is read as a report first. */
export const mayBeReport = (headers: Headers): boolean =>
  isReport(headers) || isFromAmazon(headers) || isSpoken(headers) || (isMultipart(headers) && isCalledReport(headers))

const isMultipart = (headers: Headers) => parseStructured(first(headers, 'content-type')).value.startsWith('multipart/')

/** Providers do not always say in the type of a mail that it is a report. */
const isCalledReport = (headers: Headers) =>
  speaksOfFailure(headers) ||
  /\b(?:abuse|complaint|feedback|fbl|spam report|junk)\b/i.test(
    `${first(headers, 'subject')} ${first(headers, 'from')}`,
  )

const isReport = (headers: Headers) => parseStructured(first(headers, 'content-type')).value === 'multipart/report'

const isFromAmazon = (headers: Headers) =>
  /@(?:[\w.-]+\.)?(?:sns\.amazonaws|amazonses|amazon)\.com\b/i.test(first(headers, 'from'))

/** A bounce in plain words, by who sent it and what it is called; automatic replies have an empty return path too. */
function isSpoken(headers: Headers): boolean {
  if (headers.has('x-failed-recipients')) return true
  const unanswerable = hasNoReturnPath(headers)
  if (isDaemon(headers)) return unanswerable || speaksOfFailure(headers) || first(headers, 'subject') === ''
  return unanswerable && speaksOfFailure(headers) && automaticReason(headers) !== 'An automatic reply.'
}

/** What a report means; null when it is a mail for people after all. */
export function understandReport(report: Report): Understood | null {
  const complaint = complaintIn(report) ?? (isFromAmazon(report.headers) ? sesNotification(report) : null)
  if (complaint) return complaint
  const seen = readReceiptIn(report)
  if (seen) return { receipts: [seen] }
  if (report.fields.has('message/disposition-notification'))
    return { ignored: 'Their mail program says that it was not displayed.' }
  const told = isReport(report.headers) || isSpoken(report.headers)
  const reported = told || report.fields.has('message/delivery-status') ? deliveryReceipts(report) : []
  const receipts = reported.length > 0 || !told ? reported : spokenReceipts(report)
  return receipts.length > 0 ? { receipts } : null
}
