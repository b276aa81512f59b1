import type { Receipt } from '../../../carried.ts'
import { first, idsIn } from '../mime/headers.ts'
import { fieldBlocks } from './fields.ts'
import type { Report } from './report.ts'
import { providerIdIn } from './returned.ts'

/** The receipt that a person's mail program sends when they open a mail (RFC 8098); null when it is none. */
export function readReceiptIn(report: Report): Receipt | null {
  const text = report.fields.get('message/disposition-notification')
  if (text === undefined) return null
  const block = fieldBlocks(text).find((fields) => first(fields, 'disposition') !== '')
  if (!block || !/displayed/i.test(first(block, 'disposition'))) return null
  const providerId = idsIn(first(block, 'original-message-id'))[0] ?? providerIdIn(report)
  return { providerId, state: 'seen', reason: null, code: null, badAddress: null }
}
