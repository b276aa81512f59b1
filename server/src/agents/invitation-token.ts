import type { Services } from '../context.ts'
import type { InvitationRow } from '../graphql/rows.ts'
import { linkTokens } from '../platform/link-token.ts'

/** The secrets of invitations. */
export const invitationTokens = linkTokens('invitations')

/** The link to join with. */
export const invitationLink = (services: Services, row: Pick<InvitationRow, 'id' | 'tokenSealed'>): string =>
  `${services.env.PUBLIC_URL}/join/${invitationTokens.open(services, row)}`
