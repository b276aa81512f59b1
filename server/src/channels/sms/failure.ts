import { AppError, ChannelRejectedError, ChannelUncertainError, ChannelUnavailableError } from '../../errors.ts'
import { retryAfterOf } from '../../platform/retry-after.ts'
import { describe, isBadAddress, isOptOut } from './error-words.ts'

/** The provider took nothing and never will, with what else follows from it. */
export class TextRefusedError extends ChannelRejectedError {
  /** The provider's code, such as `21610`; null when it gave none. */
  readonly providerCode: string | null
  /** The address will not work again: flag it. */
  readonly badAddress: boolean
  /** They do not want texts: take their consent back. */
  readonly optedOut: boolean

  constructor(code: string | null, said: string | null) {
    super(describe(code, said))
    this.providerCode = code
    this.badAddress = isBadAddress(code)
    this.optedOut = isOptOut(code)
  }
}

/** Codes of Node's network that mean: not a byte of the request arrived. */
const neverConnected =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|CERT_|ERR_TLS|DEPTH_|UNABLE_)/

/** What an answer means by which a provider puts us off; null for every other answer. */
export function busyOrNull(status: number, headers: Record<string, unknown> = {}): AppError | null {
  // A gateway answered in the provider's place: what stands behind it may have taken the message.
  if (status === 502 || status === 504) return new ChannelUncertainError(`The provider's gateway answered ${status}.`)
  if (status !== 429 && status < 500) return null
  const wait = retryAfterOf(headers['retry-after'], new Date())
  const words = status === 429 ? 'The provider takes no more for now' : `The provider has trouble (${status})`
  return new ChannelUnavailableError(wait ? `${words} and asks to wait ${wait} seconds.` : `${words}.`, {
    retryAfter: wait,
  })
}

/**
 * What went wrong when something was handed over, in words. A connection that broke, or an answer that did not come or
 * made no sense, says nothing about whether the provider has it.
 */
export function sendFailure(error: unknown): AppError {
  if (error instanceof AppError) return error
  const { status, code, message } = error as { status?: unknown; code?: unknown; message?: unknown }
  const words = typeof message === 'string' ? message : null
  if (typeof status === 'number' && status >= 400) {
    // The number has too many texts waiting: later there is room.
    if (code === 21611) return new ChannelUnavailableError(describe('21611', words))
    return new TextRefusedError(typeof code === 'number' ? String(code) : null, words)
  }
  if (typeof code === 'string' && neverConnected.test(code)) {
    return new ChannelUnavailableError(`The provider cannot be reached (${code}).`)
  }
  return new ChannelUncertainError(`The provider gave no answer that can be used (${words ?? 'nothing'}).`)
}

/** As `sendFailure`, where only a question was asked: nothing can be uncertain about it. */
export function askFailure(error: unknown): AppError {
  const failure = sendFailure(error)
  return failure instanceof ChannelUncertainError ? new ChannelUnavailableError(failure.message) : failure
}
