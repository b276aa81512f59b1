import { ChannelRejectedError, ChannelUncertainError } from '../../errors.ts'
import type { Handed, Outgoing } from '../carried.ts'
import { sendFailure } from './failure.ts'
import { e164 } from './phone.ts'
import type { Provider } from './provider.ts'
import { stateOf } from './receipt.ts'

/**
 * Hands a text to the provider. It knows no idempotency key: whatever happens after the request began and is no clear
 * answer, is uncertain.
 * @param statusUrl where the provider reports to.
 */
export async function sendText({ client, settings }: Provider, outgoing: Outgoing, statusUrl: string): Promise<Handed> {
  const text = {
    to: recipientOf(outgoing),
    from: settings.number,
    body: outgoing.body,
    statusCallback: outgoing.callbackUrl ?? statusUrl,
    ...(outgoing.files.length > 0 && { mediaUrl: outgoing.files.map(({ url }) => url) }),
  }
  await outgoing.committing()
  const taken = await client.messages.create(text).catch((error: unknown) => {
    throw sendFailure(error)
  })
  if (typeof taken.sid !== 'string') throw new ChannelUncertainError('The provider gave the text no id.')
  return { providerId: taken.sid, state: stateOf(taken.status) ?? 'sending' }
}

/** @throws ChannelRejectedError unless it goes to exactly one number. */
export function recipientOf({ to }: Pick<Outgoing, 'to'>): string {
  const [first, ...others] = to
  const number = first && e164(first.address)
  if (!number) throw new ChannelRejectedError('This is not a telephone number that can be texted.')
  if (others.length > 0) throw new ChannelRejectedError('A text goes to one number only.')
  return number
}
