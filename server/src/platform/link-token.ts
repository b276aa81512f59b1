import { randomBytes } from 'node:crypto'
import type { Seal } from './seal.ts'

/** The secrets in links of one kind: hashed, to be found by; sealed, so that a link can be copied again. */
export function linkTokens(kind: string) {
  const place = (id: string) => `${kind}:${id}:token`
  const hash = ({ seal }: { seal: Seal }, token: string): string => seal.sign(kind, token)
  return {
    /** A new secret, as the row with this id keeps it. */
    create({ seal }: { seal: Seal }, id: string) {
      const token = randomBytes(24).toString('base64url')
      return { tokenHash: hash({ seal }, token), tokenSealed: seal.close(token, place(id)) }
    },
    hash,
    /** The secret of a row. */
    open: ({ seal }: { seal: Seal }, row: { id: string; tokenSealed: string }): string =>
      seal.open(row.tokenSealed, place(row.id)),
  }
}
