import { ChannelRejectedError, ChannelUncertainError } from '../../errors.ts'
import type { Handed, Outgoing } from '../carried.ts'
import { isReachable } from './addresses.ts'
import { sendFailure } from './failure.ts'
import { e164 } from './phone.ts'
import type { Provider } from './provider.ts'
import { stateOf } from './receipt.ts'

/** What a text can carry. */
const mostFiles = 10
const mostBytes = 5_000_000

/**
 * Hands a text to the provider. It knows no idempotency key: whatever happens after the request began and is no clear
 * answer, is uncertain.
 * @param statusUrl where the provider reports to.
 */
export async function sendText({ client, settings }: Provider, outgoing: Outgoing, statusUrl: string): Promise<Handed> {
  const callback = outgoing.callbackUrl ?? statusUrl
  const mediaUrl = mediaOf(outgoing)
  const text = {
    to: recipientOf(outgoing),
    from: settings.number,
    body: outgoing.body,
    // A provider refuses what it cannot reach; how far the text got is asked for then.
    ...(isReachable(settings.baseUrl, callback) && { statusCallback: callback }),
    ...(mediaUrl.length > 0 && { mediaUrl }),
  }
  await outgoing.committing()
  const taken = await client.messages.create(text).catch((error: unknown) => {
    throw sendFailure(error)
  })
  if (typeof taken.sid !== 'string') throw new ChannelUncertainError('The provider gave the text no id.')
  return { providerId: taken.sid, state: stateOf(taken.status) ?? 'sending' }
}

/** Where the provider finds the files. @throws ChannelRejectedError when they are more than a text can carry. */
function mediaOf({ files }: Outgoing): string[] {
  const size = files.reduce((sum, file) => sum + file.size, 0)
  if (files.length > mostFiles) throw new ChannelRejectedError(`A text can carry at most ${mostFiles} files.`)
  if (size > mostBytes) throw new ChannelRejectedError('The files are too large for a text: at most 5 MB together.')
  return files.map(({ url }) => url)
}

/** @throws ChannelRejectedError unless it goes to exactly one number. */
export function recipientOf({ to }: Pick<Outgoing, 'to'>): string {
  const [first, ...others] = to
  const number = first && e164(first.address)
  if (!number) throw new ChannelRejectedError('This is not a telephone number that can be texted.')
  if (others.length > 0) throw new ChannelRejectedError('A text goes to one number only.')
  return number
}
