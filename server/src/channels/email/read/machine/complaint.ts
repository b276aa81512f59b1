import type { Consent, Understood } from '../../../carried.ts'
import { mailboxesIn } from '../mime/addresses.ts'
import { all, first } from '../mime/headers.ts'
import { addressIn, fieldBlocks } from './fields.ts'
import type { Report } from './report.ts'

/** A complaint by way of the recipient's provider (RFC 5965): whoever complained wants no more mail. */
export function complaintIn(report: Report): Understood | null {
  const text = report.fields.get('message/feedback-report') ?? (isFromOutlook(report) ? '' : undefined)
  if (text === undefined) return null
  const blocks = fieldBlocks(text)
  const kind = blocks.map((block) => first(block, 'feedback-type').trim().toLowerCase()).find(Boolean) ?? 'abuse'
  if (kind === 'not-spam') return { ignored: 'A recipient said that our mail is no spam.' }
  const named = blocks.flatMap((block) =>
    ['original-rcpt-to', 'removal-recipient', 'final-recipient'].flatMap((name) => all(block, name)).map(addressIn),
  )
  const returned = report.returned
    ? mailboxesIn(report.returned, isFromOutlook(report) ? 'x-hmxmroriginalrecipient' : 'to').map(
        ({ address }) => address,
      )
    : []
  const addresses = named.some(Boolean) ? named : returned
  return complained(
    addresses.filter((address) => address !== null),
    kind,
  )
}

/** Outlook.com sends the mail that somebody complained of, and no report beside it. */
const isFromOutlook = ({ headers, returned }: Report) =>
  returned !== null && /^complaint about message from /i.test(first(headers, 'subject'))

/** What a complaint of these people means. */
export function complained(addresses: string[], kind: string): Understood {
  const reason =
    kind === 'unsubscribe' || kind === 'opt-out'
      ? 'They asked their provider to stop our mail.'
      : 'They reported our mail as spam.'
  const consents: Consent[] = [...new Set(addresses)].map((value) => ({
    identity: { kind: 'email', value },
    state: 'opted_out',
    reason,
  }))
  return { consents, ignored: `A complaint from a mail provider. ${reason}` }
}
