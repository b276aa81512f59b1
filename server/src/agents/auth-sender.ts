import { networkOf } from '../platform/address.ts'

/** The header that our own HTTP layer writes the client's address into (and nobody else can). */
export const addressHeader = 'x-switchboard-address'

/** The network that a request to sign-in comes from, as it is counted. */
export const senderOf = (headers: Headers | undefined): string => networkOf(headers?.get(addressHeader) ?? 'unknown')

/** The account that a form of sign-in names, in one form however it is typed; empty when it names none. */
export function accountOf(body: { email?: unknown } | undefined): string {
  return typeof body?.email === 'string' ? body.email.trim().toLowerCase().slice(0, 320) : ''
}
