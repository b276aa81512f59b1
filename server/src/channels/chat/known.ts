import { networkOf } from '../../platform/address.ts'
import { authenticate, type Exchange, type Known } from './exchange.ts'

/** Answers one request. */
export type Answer = (ex: Exchange) => Promise<void>
type KnownAnswer = (ex: Exchange, known: Known) => Promise<void>

/** For those with a token, within their limits. */
export const known =
  (kind: 'ask' | 'write' | 'upload', answer: KnownAnswer): Answer =>
  async (ex) => {
    await ex.limits[`${kind}FromAddress`](networkOf(ex.address))
    const who = await authenticate(ex)
    await ex.limits[kind](`${who.customer.kind}:${who.customer.value}`)
    await answer(ex, who)
  }
