import type { Tx } from '../platform/database.ts'

/** Ends every way in that a person has open: sessions, half-done sign-ins, trusted devices, links to a new password. */
export async function endAccess(tx: Tx, userId: string): Promise<void> {
  await tx.session.deleteMany({ where: { userId } })
  await tx.verification.deleteMany({ where: { value: userId } })
}
