import type { CarriedConfig, CarrierDesk, Outgoing } from '../carried.ts'
import { TextRefusedError } from './failure.ts'
import { recipientOf } from './send.ts'

/**
 * A refusal may say something of the address that outlives this text: that they opted out, or that nothing arrives there.
 * It is kept as the news that a webhook would have brought, and understood as such. Throws what it was given.
 */
export async function noteRefusal(
  desk: Pick<CarrierDesk, 'keep'>,
  channel: CarriedConfig,
  outgoing: Outgoing,
  error: unknown,
): Promise<never> {
  if (error instanceof TextRefusedError && (error.optedOut || error.badAddress)) {
    const ErrorCode = error.providerCode ?? ''
    // The text has no id at the provider: it is named by ours.
    const payload = { MessageSid: outgoing.reference, MessageStatus: 'failed', ErrorCode, To: recipientOf(outgoing) }
    await desk.keep(channel, { externalId: `${outgoing.reference}:failed`, payload })
  }
  throw error
}
