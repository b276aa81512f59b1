import type { CarriedState, Receipt } from '../../../carried.ts'
import { first, type Headers } from '../mime/headers.ts'
import { addressIn, fieldBlocks } from './fields.ts'
import { reasonFor } from './reason.ts'
import type { Report } from './report.ts'
import { providerIdIn } from './returned.ts'

const states: Record<string, CarriedState> = {
  failed: 'failed',
  delayed: 'delayed',
  delivered: 'delivered',
  deliverable: 'delivered',
  relayed: 'sent',
  expanded: 'sent',
}

/** What a delivery report (RFC 3464) says of each recipient; nothing when it has no fields that say so. */
export function deliveryReceipts(report: Report): Receipt[] {
  const fields = report.fields.get('message/delivery-status') ?? textFields(report.text)
  const providerId = providerIdIn(report)
  return fieldBlocks(fields).flatMap((block) => receiptOf(block, providerId))
}

function receiptOf(block: Headers, providerId: string): Receipt[] {
  const action =
    first(block, 'action')
      .trim()
      .toLowerCase()
      .split(/[^a-z]/)[0] ?? ''
  const status = first(block, 'status')
  const state = states[action] ?? stateOf(status)
  const address = addressIn(first(block, 'original-recipient')) ?? addressIn(first(block, 'final-recipient'))
  if (!state || (!address && action === '')) return []
  const said = first(block, 'diagnostic-code').replace(/^\s*[\w-]+\s*;\s*/, '')
  const { words, code, badAddress } = reasonFor(said || /\((.*)\)/.exec(status)?.[1] || '', status)
  if (state === 'delivered' || state === 'sent') return [{ providerId, state, reason: null, code, badAddress: null }]
  return [{ providerId, state, reason: words, code, badAddress: state === 'failed' && badAddress ? address : null }]
}

/** Reports without an action say it by the first digit. */
function stateOf(status: string): CarriedState | null {
  const states = { '2': 'delivered', '4': 'delayed', '5': 'failed' } as const
  return states[status.trim()[0] as keyof typeof states] ?? null
}

/** Some reports have lost their boundaries: their fields stand in the text. */
function textFields(text: string): string {
  const begins = text.search(/^(?:reporting-mta|final-recipient|original-recipient):/im)
  return begins < 0 ? '' : text.slice(begins)
}
