import { hashPassword } from 'better-auth/crypto'
import { InvalidInputError } from '../errors.ts'
import type { Tx } from '../platform/database.ts'
import { newId } from '../platform/ids.ts'

export const shortestPassword = 10
export const longestPassword = 128

/** An address in the form it is kept and compared in. @throws InvalidInputError naming `email`. */
export function checkedEmail(email: string): string {
  const address = email.trim().toLowerCase()
  if (address.length <= 254 && /^[^\s@<>"'(),:;\\[\]\p{Cc}]+@[^\s@.]+(\.[^\s@.]+)+$/u.test(address)) return address
  throw new InvalidInputError('email', 'Give an e-mail address such as name@example.com.')
}

/** @throws InvalidInputError naming `password` when it is too short or too long. */
export function checkPassword(password: string): void {
  if (password.length < shortestPassword) {
    throw new InvalidInputError('password', `Use at least ${shortestPassword} characters.`)
  }
  if (password.length > longestPassword) {
    throw new InvalidInputError('password', `Use at most ${longestPassword} characters.`)
  }
}

/** Hashes a password as sign-in expects it; takes about 0.1 s, so never while a row is locked. */
export const hashed = (password: string): Promise<string> => hashPassword(password)

/** Creates what a person signs in with and answers its id. The address is proved: it came by a link or is the first. */
export async function createCredentials(
  tx: Tx,
  person: { name: string; email: string; passwordHash: string },
): Promise<string> {
  const id = newId()
  const { name, email, passwordHash: password } = person
  await tx.user.create({ data: { id, name, email, emailVerified: true } })
  await tx.account.create({ data: { id: newId(), accountId: id, providerId: 'credential', userId: id, password } })
  return id
}
