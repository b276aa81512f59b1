import { randomBytes } from 'node:crypto'
import type { Wallboard } from '@switchboard/prisma'
import type { Services } from '../../context.ts'

const place = (id: string) => `wallboards:${id}:token`

/** A new link's secret: hashed, to be found by; sealed, so that the link can be copied again. */
export function newWallboardToken({ seal }: Services, id: string) {
  const token = randomBytes(24).toString('base64url')
  return { tokenHash: wallboardHash({ seal }, token), tokenSealed: seal.close(token, place(id)) }
}

/** What a board is found by. */
export const wallboardHash = ({ seal }: Pick<Services, 'seal'>, token: string): string => seal.sign('wallboards', token)

/** The link to open on the screen. */
export const wallboardLink = ({ seal, env }: Services, row: Pick<Wallboard, 'id' | 'tokenSealed'>): string =>
  `${env.PUBLIC_URL}/wall/${seal.open(row.tokenSealed, place(row.id))}`
