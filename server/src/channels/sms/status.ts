import { ChannelUnavailableError } from '../../errors.ts'
import type { Receipt } from '../carried.ts'
import { askFailure } from './failure.ts'
import type { Provider } from './provider.ts'
import { receiptOf } from './receipt.ts'

/**
 * Asks how far a text got, where the provider's own news of it never came.
 * @throws ChannelRejectedError when the provider knows no such text, ChannelUnavailableError.
 */
export async function statusOf({ client }: Provider, providerId: string): Promise<Receipt> {
  const { sid, status, errorCode, errorMessage, to } = await client
    .messages(providerId)
    .fetch()
    .catch((error: unknown) => {
      throw askFailure(error)
    })
  const receipt = receiptOf({ id: sid, status, errorCode: errorCode ? String(errorCode) : null, errorMessage, to })
  if (!receipt)
    throw new ChannelUnavailableError(`The provider says something of the text that nobody knows: ${status}.`)
  return receipt
}
