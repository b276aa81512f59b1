import type { CarriedState, Receipt } from '../carried.ts'
import { describe, isBadAddress } from './error-words.ts'

const states: Record<string, CarriedState> = {
  accepted: 'sending',
  scheduled: 'sending',
  queued: 'sending',
  sending: 'sending',
  sent: 'sent',
  delivered: 'delivered',
  partially_delivered: 'delivered',
  read: 'seen',
  undelivered: 'failed',
  failed: 'failed',
  canceled: 'failed',
}

/** What is known of a text that went out, in the provider's words. */
export interface Known {
  id: string
  status: string
  /** Empty or null when all is well. */
  errorCode: string | null
  errorMessage: string | null
  to: string
}

/** How far a status is; null for one that nobody knows. */
export const stateOf = (status: string): CarriedState | null => states[status] ?? null

/** The receipt that a status makes; null for a status that nobody knows. Which of two counts is decided by rank. */
export function receiptOf({ id, status, errorCode, errorMessage, to }: Known): Receipt | null {
  const state = stateOf(status)
  if (!state) return null
  const code = errorCode && errorCode !== '0' ? errorCode : null
  const failed = state === 'failed'
  return {
    providerId: id,
    state,
    reason: failed ? reason(status, code, errorMessage) : null,
    code,
    badAddress: failed && isBadAddress(code) ? to : null,
  }
}

function reason(status: string, code: string | null, said: string | null): string {
  if (status === 'canceled') return 'The text was called off before it went out.'
  return code === null && !said ? 'The network did not deliver the text and does not say why.' : describe(code, said)
}
