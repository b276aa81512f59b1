import { createHmac, timingSafeEqual } from 'node:crypto'
import { jwtVerify } from 'jose'
import type { CustomerDetails } from '../channel.ts'
import { ForbiddenError, InvalidInputError } from '../../errors.ts'
import { attributes, clean, email, object, optionalText, phone } from './parse.ts'
import type { PreparedChat, SiteSecret } from './prepared.ts'

/** Who the site says its user is. */
export interface StatedIdentity {
  userId: string
  /** The secret that signed it; null when nothing did. */
  vouchedBy: string | null
  details: CustomerDetails
  /** The details are signed too. */
  detailsVouched: boolean
}

const longestId = 200
const clockTolerance = 30

/**
 * Checks what a site states of its user: a JWT it signed (HS256, `sub` the user's id, `exp` required), or the id with
 * its HMAC-SHA256 in hex. Null when nothing is stated.
 * @throws ForbiddenError `identity_invalid` for what is not signed by this site, InvalidInputError for wrong types.
 */
export async function readIdentity(
  fields: Record<string, unknown>,
  chat: PreparedChat,
  now: Date,
): Promise<StatedIdentity | null> {
  const claim = object(fields, 'identity')
  if (!claim) return null
  const secrets = chat.secrets(now)
  if (claim.jwt !== undefined) return fromJwt(claim.jwt, secrets, now)
  const userId = idOf(claim.userId, 'identity.userId')
  const details = detailsOf(claim, 'identity')
  const hash = optionalText(claim, 'userHash', 200, 'identity.userHash')
  if (hash) return { userId, vouchedBy: signerOf(userId, hash, secrets), details, detailsVouched: false }
  if (chat.settings.identityEnforced) throw invalid('This site must sign who its users are, and did not.')
  return { userId, vouchedBy: null, details, detailsVouched: false }
}

async function fromJwt(jwt: unknown, secrets: SiteSecret[], now: Date): Promise<StatedIdentity> {
  if (typeof jwt !== 'string') throw new InvalidInputError('identity.jwt', 'This must be a text.')
  const options = { algorithms: ['HS256'], requiredClaims: ['exp', 'sub'], clockTolerance, currentDate: now }
  for (const { key, print } of jwt.length > 8000 ? [] : secrets) {
    const read = await jwtVerify(jwt, key, options).catch(() => null)
    if (!read) continue
    const userId = idOf(read.payload.sub, 'identity.jwt')
    return { userId, vouchedBy: print, details: detailsOf({ ...read.payload }, 'identity.jwt'), detailsVouched: true }
  }
  throw invalid('The signature of this user is wrong or has expired.')
}

function signerOf(userId: string, hash: string, secrets: SiteSecret[]): string {
  const given = Buffer.from(hash.toLowerCase())
  for (const { key, print } of secrets) {
    const right = Buffer.from(createHmac('sha256', key).update(userId).digest('hex'))
    if (given.length === right.length && timingSafeEqual(given, right)) return print
  }
  throw invalid('The signature of this user is wrong.')
}

function idOf(value: unknown, path: string): string {
  // A number is a common mistake that cannot be misread.
  const id = typeof value === 'number' ? String(value) : value
  if (typeof id !== 'string' || id.trim() === '') throw new InvalidInputError(path, 'The user id is missing.')
  if (id.length > longestId || clean(id) !== id) throw new InvalidInputError(path, 'This user id is not possible.')
  return id
}

const detailsOf = (claim: Record<string, unknown>, path: string): CustomerDetails => ({
  name: optionalText(claim, 'name', 100, `${path}.name`),
  email: email(claim, 'email', `${path}.email`),
  phone: phone(claim, 'phone', `${path}.phone`),
  attributes: attributes(claim),
})

const invalid = (message: string) => new ForbiddenError(message, 'identity_invalid')
