import { randomBytes } from 'node:crypto'
import type { Services } from '../context.ts'
import type { InvitationRow } from '../graphql/rows.ts'

const place = (id: string) => `invitations:${id}:token`

/** A new link's secret: hashed, to be found by; sealed, so that the link can be copied again. */
export function newInvitationToken({ seal }: Services, id: string) {
  const token = randomBytes(24).toString('base64url')
  return { tokenHash: invitationHash({ seal }, token), tokenSealed: seal.close(token, place(id)) }
}

/** What an invitation is found by. */
export const invitationHash = ({ seal }: Pick<Services, 'seal'>, token: string): string =>
  seal.sign('invitations', token)

/** The link to join with. */
export const invitationLink = ({ seal, env }: Services, row: Pick<InvitationRow, 'id' | 'tokenSealed'>): string =>
  `${env.PUBLIC_URL}/join/${seal.open(row.tokenSealed, place(row.id))}`
